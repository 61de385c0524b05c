//! `local_storage`: the entry is as expected.

use form_model::targeting::LocalStorage;
use targeting::fact;

use super::{Writer, expectation};

pub(super) fn compile(rule: &LocalStorage, program: &mut Writer<'_>) {
    expectation::compile(fact::LOCAL_STORAGE, &rule.key, &rule.expectation, program);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn is_set_or_is_not() {
        check::rule(
            &json!({"type": "local_storage", "key": "größe b", "is": "set"}),
            &[
                (&[("sgröße b", "0")], true),
                (&[("sgröße b", "")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "local_storage", "key": "größe b", "is": "not_set"}),
            &[
                (&[("sgröße b", "")], true),
                (&[("sgröße b", "a")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn is_compared_as_a_text() {
        check::rule(
            &json!({"type": "local_storage", "key": "größe b", "allow_list": [{"operator": "wildcard", "value": "ä*z"}],
                "deny_list": [{"operator": "regex", "value": "[0-9]"}]}),
            &[
                (&[("sgröße b", "äz")], true),
                (&[("sgröße b", "ä7z")], false),
                (&[("sgröße b", "")], false),
                (&[("sother", "äz")], false),
            ],
        );
    }
}
