//! `submitted`: the seconds since the submit of the form are a number, or are empty.

use form_model::targeting::Submitted;
use targeting::{
    fact,
    program::{ALLOW, DENY},
};

use super::Writer;

pub(super) fn compile(rule: &Submitted, program: &mut Writer<'_>) {
    let other_form = rule.form_id.as_ref().map_or("", |id| id.as_str());
    program.condition(fact::SECONDS_SINCE_SUBMIT, other_form);
    program.range(if rule.is { ALLOW } else { DENY }, None, None);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn looks_at_this_form_or_another() {
        let cases = [
            ("", true),
            ("swelcome 9\n", false),
            ("cwelcome 9\n", true),
            ("ssurvey1 9\n", true),
        ];
        check::rule_of_record(&json!({"type": "submitted"}), &cases);
        let cases = [("", false), ("swelcome 9\n", false), ("ssurvey1 9\n", true)];
        let other = json!({"type": "submitted", "form_id": "survey1", "is": true});
        check::rule_of_record(&other, &cases);
    }
}
