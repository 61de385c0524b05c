//! `utm`: the campaign parameter, decoded, compared with text patterns and regular expressions.

use form_model::targeting::Utm;
use targeting::fact;

use super::Writer;
use crate::rules::{pattern, regex::Alphabet};

pub(super) fn compile(rule: &Utm, program: &mut Writer<'_>) {
    let name = format!("utm_{}", rule.parameter.name());
    pattern::lists(fact::CAMPAIGN, &name, &rule.lists, Alphabet::Text, program);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn looks_at_its_parameter() {
        check::rule(
            &json!({"type": "utm", "parameter": "campaign", "allow_list": [{"operator": "starts_with", "value": "Früh"}]}),
            &[
                (&[("mutm_campaign", "Frühling 2027")], true),
                (&[("mutm_campaign", "frühling")], false),
                (&[("mutm_source", "Frühling")], false),
                (&[("mutm_campaign", "")], false),
            ],
        );
    }

    #[test]
    fn a_missing_parameter_is_on_no_deny_list() {
        check::rule(
            &json!({"type": "utm", "parameter": "medium", "deny_list": [{"operator": "equals", "value": "email"}]}),
            &[
                (&[("mutm_medium", "")], true),
                (&[("mutm_medium", "cpc")], true),
                (&[("mutm_medium", "email")], false),
                (&[], false),
            ],
        );
    }
}
