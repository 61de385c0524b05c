//! `javascript_variable`: the variable, as a text, is as expected.

use form_model::targeting::JavascriptVariable;
use targeting::fact;

use super::{Writer, expectation};

pub(super) fn compile(rule: &JavascriptVariable, program: &mut Writer<'_>) {
    expectation::compile(fact::VARIABLE, &rule.path, &rule.expectation, program);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn is_set_or_is_not() {
        check::rule(
            &json!({"type": "javascript_variable", "path": "Shopify.theme.name", "is": "set"}),
            &[
                (&[("vShopify.theme.name", "0")], true),
                (&[("vShopify.theme.name", "")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "javascript_variable", "path": "Shopify.theme.name", "is": "not_set"}),
            &[
                (&[("vShopify.theme.name", "")], true),
                (&[("vShopify.theme.name", "a")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn is_compared_as_a_text() {
        check::rule(
            &json!({"type": "javascript_variable", "path": "Shopify.theme.name", "allow_list": [{"operator": "wildcard", "value": "ä*z"}],
                "deny_list": [{"operator": "regex", "value": "[0-9]"}]}),
            &[
                (&[("vShopify.theme.name", "äz")], true),
                (&[("vShopify.theme.name", "ä7z")], false),
                (&[("vShopify.theme.name", "")], false),
                (&[("vother", "äz")], false),
            ],
        );
    }
}
