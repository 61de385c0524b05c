//! `referrer`: the referring address, compared with text patterns and regular expressions.

use form_model::targeting::Referrer;
use targeting::fact;

use super::Writer;
use crate::rules::{pattern, regex::Alphabet};

pub(super) fn compile(rule: &Referrer, program: &mut Writer<'_>) {
    pattern::lists(fact::REFERRER, "", &rule.lists, Alphabet::Address, program);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn compares_the_whole_address() {
        check::rule(
            &json!({"type": "referrer", "allow_list": [{"value": "//blog.example/"}],
                "deny_list": [{"operator": "regex", "value": "/(jobs|press)$"}]}),
            &[
                (&[("r", "https://blog.example/")], true),
                (&[("r", "https://blog.example/press")], false),
                (&[("r", "https://other.example/")], false),
                (&[("r", "")], false),
                (&[], false),
            ],
        );
    }
}
