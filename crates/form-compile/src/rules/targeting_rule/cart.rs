//! `cart`: value and count lie between bounds; the products are `,id,id,`, of which an id is `,id,` with anything around it.

use form_model::targeting::CartContent;
use targeting::{
    fact,
    program::{ALLOW, ANY_CHARACTERS, DENY},
};

use super::Writer;

pub(super) fn compile(rule: &CartContent, program: &mut Writer<'_>) {
    program.within(fact::CART, "value", rule.value);
    program.within(fact::CART, "count", rule.count);
    if rule.products.is_empty() {
        return;
    }
    let any = char::from(ANY_CHARACTERS);
    program.condition(fact::CART, "products");
    for (list, ids) in [
        (ALLOW, &rule.products.allow_list),
        (DENY, &rule.products.deny_list),
    ] {
        for id in ids {
            program.pattern(list, &format!("{any},{id},{any}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn all_conditions_on_the_cart_must_hold() {
        check::rule(
            &json!({"type": "cart", "minimum_value": 50, "maximum_count": 3, "allow_list": ["mug"], "deny_list": ["card"]}),
            &[
                (
                    &[
                        ("Bvalue", "50.00"),
                        ("Bcount", "3"),
                        ("Bproducts", ",tea,mug,"),
                    ],
                    true,
                ),
                (
                    &[("Bvalue", "49.99"), ("Bcount", "3"), ("Bproducts", ",mug,")],
                    false,
                ),
                (
                    &[("Bvalue", "50"), ("Bcount", "4"), ("Bproducts", ",mug,")],
                    false,
                ),
                (
                    &[("Bvalue", "50"), ("Bcount", "1"), ("Bproducts", ",mugs,")],
                    false,
                ),
                (
                    &[
                        ("Bvalue", "50"),
                        ("Bcount", "2"),
                        ("Bproducts", ",mug,card,"),
                    ],
                    false,
                ),
            ],
        );
    }

    #[test]
    fn an_unreported_cart_matches_no_rule() {
        check::rule(
            &json!({"type": "cart", "minimum_value": 0}),
            &[(&[], false), (&[("Bvalue", "0")], true)],
        );
        check::rule(
            &json!({"type": "cart", "deny_list": ["mug"]}),
            &[(&[], false), (&[("Bproducts", ",,")], true)],
        );
    }
}
