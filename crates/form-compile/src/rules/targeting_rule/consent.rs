//! `consent`: the state of the purpose is on the list.

use form_model::targeting::Consent;
use targeting::{fact, program::ALLOW};

use super::Writer;

pub(super) fn compile(rule: &Consent, program: &mut Writer<'_>) {
    program.condition(fact::CONSENT, rule.purpose.name());
    for state in &rule.allow_list {
        program.pattern(ALLOW, state.name());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn granted_is_needed_unless_the_list_says_otherwise() {
        let fact = "cmarketing";
        check::rule(
            &json!({"type": "consent", "purpose": "marketing"}),
            &[
                (&[(fact, "granted")], true),
                (&[(fact, "denied")], false),
                (&[(fact, "unknown")], false),
                (&[("canalytics", "granted")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "consent", "purpose": "marketing", "allow_list": ["denied", "unknown"]}),
            &[
                (&[(fact, "granted")], false),
                (&[(fact, "denied")], true),
                (&[(fact, "unknown")], true),
            ],
        );
    }
}
