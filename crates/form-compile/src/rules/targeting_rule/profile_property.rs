//! `profile_property`: the property, as a text, compared with text patterns and regular expressions.

use form_model::targeting::ProfileProperty;
use targeting::fact;

use super::Writer;
use crate::rules::{pattern, regex::Alphabet};

pub(super) fn compile(rule: &ProfileProperty, program: &mut Writer<'_>) {
    if !rule.number.is_open() {
        return program.within(fact::PROFILE_PROPERTY, &rule.property, rule.number);
    }
    pattern::lists(
        fact::PROFILE_PROPERTY,
        &rule.property,
        &rule.lists,
        Alphabet::Text,
        program,
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn may_be_a_number_between_bounds() {
        check::rule(
            &json!({"type": "profile_property", "property": "orders", "minimum": 3, "maximum": 5}),
            &[
                (&[("eorders", "3")], true),
                (&[("eorders", "5.9")], true),
                (&[("eorders", "6")], false),
                (&[("eorders", "many")], false),
                (&[("eorders", "")], false),
            ],
        );
    }

    #[test]
    fn a_missing_property_is_an_empty_text() {
        let gold = json!([{"operator": "equals", "value": "gold"}]);
        check::rule(
            &json!({"type": "profile_property", "property": "tier", "allow_list": gold}),
            &[
                (&[("etier", "gold")], true),
                (&[("etier", "golden")], false),
                (&[("etier", "")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "profile_property", "property": "tier", "deny_list": gold}),
            &[
                (&[("etier", "gold")], false),
                (&[("etier", "")], true),
                (&[("eTier", "")], false),
            ],
        );
    }
}
