//! `cart`: during the event `cart`, its properties `change`, `value`, `count` and `product_id` meet the given
//! conditions.

use form_model::trigger::{Cart, CartChange};
use targeting::{fact, program::ALLOW};

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: &Cart, program: &mut Writer<'_>) {
    program.group(TRIGGER, "cart");
    program.condition(fact::EVENT, "cart");
    if trigger.change == CartChange::ItemAdded {
        program.condition(fact::EVENT_PROPERTY, "change");
        program.pattern(ALLOW, "item_added");
    }
    program.within(fact::EVENT_PROPERTY, "value", trigger.value);
    if let Some(minimum) = trigger.minimum_count {
        program.at_least(fact::EVENT_PROPERTY, "count", minimum);
    }
    if !trigger.product_ids.is_empty() {
        program.condition(fact::EVENT_PROPERTY, "product_id");
        for id in &trigger.product_ids {
            program.pattern(ALLOW, id);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    const CART: (&str, &str) = ("Ecart", "");

    #[test]
    fn any_change_fires_without_further_conditions() {
        check::trigger(
            &json!({"type": "cart"}),
            &[
                (&[CART], true),
                (&[CART, ("Pchange", "item_removed")], true),
                (&[], false),
            ],
        );
    }

    #[test]
    fn all_conditions_must_hold_for_the_same_change() {
        let added = ("Pchange", "item_added");
        let product = ("Pproduct_id", "mug");
        check::trigger(
            &json!({"type": "cart", "change": "item_added", "minimum_value": 50, "maximum_value": 99,
                "minimum_count": 2, "product_ids": ["cup", "mug"]}),
            &[
                (
                    &[CART, added, product, ("Pvalue", "50"), ("Pcount", "2")],
                    true,
                ),
                (
                    &[CART, added, product, ("Pvalue", "99.90"), ("Pcount", "2")],
                    true,
                ),
                (
                    &[CART, added, product, ("Pvalue", "49.99"), ("Pcount", "2")],
                    false,
                ),
                (
                    &[CART, added, product, ("Pvalue", "100"), ("Pcount", "2")],
                    false,
                ),
                (
                    &[CART, added, product, ("Pvalue", "50"), ("Pcount", "1")],
                    false,
                ),
                (&[CART, added, product, ("Pcount", "2")], false),
                (
                    &[
                        CART,
                        added,
                        ("Pproduct_id", "mugs"),
                        ("Pvalue", "50"),
                        ("Pcount", "2"),
                    ],
                    false,
                ),
                (
                    &[
                        CART,
                        ("Pchange", "item_removed"),
                        product,
                        ("Pvalue", "50"),
                        ("Pcount", "2"),
                    ],
                    false,
                ),
                (&[added, product, ("Pvalue", "50"), ("Pcount", "2")], false),
            ],
        );
    }
}
