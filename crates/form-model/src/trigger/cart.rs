//! `{"type": "cart", "change", "minimum_value", "maximum_value", "minimum_count", "product_ids"}`: the cart changed.
//!
//! The page reports a change with `dormouse.track("cart", {change, value, count, product_id})`, or with Shopify's
//! standard events. All members must hold for the same change:
//! - `change`: `any` (default), or `item_added`.
//! - `minimum_value`, `maximum_value`: value of the whole cart in the shop's currency, 0 to 4,000,000,000; only the
//!   whole number counts, so a maximum of 49 allows 49.90.
//! - `minimum_count`: number of items in it, 1 to 100,000.
//! - `product_ids`: up to 20 ids, one of which must be the product that was added, removed or changed; 1 to 100
//!   characters each.

use serde::Serialize;

use crate::{bounds::Bounds, read::Object};

/// The cart changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cart {
    /// Which changes count.
    pub change: CartChange,
    /// Value of the cart, in whole units of the shop's currency.
    pub value: Bounds,
    /// The minimum number of items.
    pub minimum_count: Option<u32>,
    /// Products whose change counts; empty = all.
    pub product_ids: Vec<String>,
}

/// A change of the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CartChange {
    /// Every change. The default.
    Any,
    /// An item was added.
    ItemAdded,
}

impl Cart {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let changes = [
            ("any", CartChange::Any),
            ("item_added", CartChange::ItemAdded),
        ];
        let change = object.choice_or("change", &changes, CartChange::Any);
        let value = Bounds::read(
            object,
            ["minimum_value", "maximum_value"],
            0..=4_000_000_000,
        );
        let minimum_count = object.optional_integer("minimum_count", 1..=100_000);
        let product_ids = object.list("product_ids", 20, "product ids", |at| at.line(1..=100));
        Some(Cart {
            change: change?,
            value: value?,
            minimum_count: minimum_count?,
            product_ids: product_ids?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::read;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(trigger: Value, path: Option<&str>) {
        let problem = read(&trigger).err().map(|problems| problems[0].clone());
        let found = problem
            .as_deref()
            .and_then(|problem| problem.split(' ').next());
        assert_eq!(found, path);
    }

    #[test]
    fn every_member_may_be_left_out() {
        check(json!({"type": "cart"}), None);
        check(
            json!({"type": "cart", "change": "item_added", "minimum_value": 50, "maximum_value": 50,
                "minimum_count": 2, "product_ids": ["mug", "gid://shopify/Product/1"]}),
            None,
        );
    }

    #[test]
    fn invalid_values_are_reported() {
        check(
            json!({"type": "cart", "change": "emptied"}),
            Some("$.change"),
        );
        check(
            json!({"type": "cart", "minimum_value": 2, "maximum_value": 1}),
            Some("$.maximum_value"),
        );
        check(
            json!({"type": "cart", "minimum_value": 49.9}),
            Some("$.minimum_value"),
        );
        check(
            json!({"type": "cart", "minimum_count": 0}),
            Some("$.minimum_count"),
        );
        check(
            json!({"type": "cart", "product_ids": ["a", ""]}),
            Some("$.product_ids[1]"),
        );
        check(
            json!({"type": "cart", "product_ids": vec!["a"; 21]}),
            Some("$.product_ids"),
        );
        check(json!({"type": "cart", "value": 1}), Some("$.value"));
    }
}
