//! `{"type": "cart", "minimum_value", "maximum_value", "minimum_count", "maximum_count", "allow_list", "deny_list"}`:
//! the current contents of the cart.
//!
//! The page reports its cart with `dormouse.track("cart", {value, count, product_ids})`, and Shopify's themes do so
//! automatically; the last report counts for the session. What was never reported is unknown, and matches no rule.
//! - `minimum_value`, `maximum_value`: 0 to 4,000,000,000 in the shop's currency; only the whole number counts.
//! - `minimum_count`, `maximum_count`: number of items, 0 to 100,000.
//! - `allow_list`, `deny_list`: up to 50 ids of products each, 1 to 100 characters without a comma: one of the former
//!   is in the cart, and none of the latter.

use serde::Serialize;

use crate::{
    bounds::Bounds,
    lists::Lists,
    read::{At, Object},
};

/// The contents of the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CartContent {
    /// Its total value, in whole units of the shop's currency.
    pub value: Bounds,
    /// Number of items.
    pub count: Bounds,
    /// Products that are in it, and that are not.
    #[serde(flatten)]
    pub products: Lists<String>,
}

impl CartContent {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let value = Bounds::read(
            object,
            ["minimum_value", "maximum_value"],
            0..=4_000_000_000,
        );
        let count = Bounds::read(object, ["minimum_count", "maximum_count"], 0..=100_000);
        let products = Lists::read(object, "product ids", read_product);
        let cart = CartContent {
            value: value?,
            count: count?,
            products: products?,
        };
        if cart.value.is_open() && cart.count.is_open() && cart.products.is_empty() {
            object.at().problem(
                "says nothing of the cart; a bound of its value or count, or a list of product ids is needed",
            );
            return None;
        }
        Some(cart)
    }
}

fn read_product(at: &At<'_>) -> Option<String> {
    let id = at.line(1..=100)?;
    if id.contains(',') {
        at.problem("holds a comma, which separates the products of a cart");
        return None;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn says_something_of_the_cart() {
        check(json!({"type": "cart", "minimum_value": 50}), None);
        check(json!({"type": "cart", "maximum_count": 0}), None);
        check(
            json!({"type": "cart", "allow_list": ["mug"], "deny_list": ["gift card"]}),
            None,
        );
        check(json!({"type": "cart"}), Some("$"));
        check(
            json!({"type": "cart", "minimum_value": 2, "maximum_value": 1}),
            Some("$.maximum_value"),
        );
        check(
            json!({"type": "cart", "maximum_count": 100_001}),
            Some("$.maximum_count"),
        );
        check(
            json!({"type": "cart", "allow_list": ["a,b"]}),
            Some("$.allow_list[0]"),
        );
    }
}
