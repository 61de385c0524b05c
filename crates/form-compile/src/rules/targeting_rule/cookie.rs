//! `cookie`: the cookie's value is as expected.

use form_model::targeting::Cookie;
use targeting::fact;

use super::{Writer, expectation};

pub(super) fn compile(rule: &Cookie, program: &mut Writer<'_>) {
    expectation::compile(fact::COOKIE, &rule.name, &rule.expectation, program);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn is_set_or_is_not() {
        check::rule(
            &json!({"type": "cookie", "name": "cart", "is": "set"}),
            &[
                (&[("kcart", "0")], true),
                (&[("kcart", "")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "cookie", "name": "cart", "is": "not_set"}),
            &[
                (&[("kcart", "")], true),
                (&[("kcart", "a")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn is_compared_as_a_text() {
        check::rule(
            &json!({"type": "cookie", "name": "cart", "allow_list": [{"operator": "wildcard", "value": "ä*z"}],
                "deny_list": [{"operator": "regex", "value": "[0-9]"}]}),
            &[
                (&[("kcart", "äz")], true),
                (&[("kcart", "ä7z")], false),
                (&[("kcart", "")], false),
                (&[("kother", "äz")], false),
            ],
        );
    }
}
