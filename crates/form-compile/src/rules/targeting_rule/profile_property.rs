//! `profile_property`: the property, as a text, compared with text patterns and regular expressions.

use form_model::targeting::ProfileProperty;
use targeting::fact;

use super::Writer;
use crate::rules::{pattern, regex::Alphabet};

pub(super) fn compile(rule: &ProfileProperty, program: &mut Writer<'_>) {
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
    fn what_is_not_there_is_an_empty_text() {
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
