//! `url`: the address or a part of it, compared with text patterns and regular expressions; without entries it always
//! holds.

use form_model::targeting::{Url, UrlPart};
use targeting::fact;

use super::Writer;
use crate::rules::{pattern, regex::Alphabet};

pub(super) fn compile(rule: &Url, program: &mut Writer<'_>) {
    let fact = match rule.part {
        UrlPart::Url => fact::URL,
        UrlPart::Path => fact::PATH,
        UrlPart::Query => fact::QUERY,
        UrlPart::Hash => fact::HASH,
    };
    pattern::lists(fact, "", &rule.lists, Alphabet::Address, program);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn allows_and_denies_addresses() {
        check::rule(
            &json!({"type": "url", "allow_list": [{"value": "/products"}, {"operator": "ends_with", "value": "/"}],
                "deny_list": [{"value": "/cart"}]}),
            &[
                (&[("u", "https://shop.example/products/mug")], true),
                (&[("u", "https://shop.example/")], true),
                (&[("u", "https://shop.example/about")], false),
                (&[("u", "https://shop.example/cart/products")], false),
                (&[("u", "")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn looks_at_one_part_only() {
        for (part, name) in [("path", "p"), ("query", "q"), ("hash", "h")] {
            check::rule(
                &json!({"type": "url", "part": part, "allow_list": [{"operator": "equals", "value": "/a"}]}),
                &[
                    (&[(name, "/a"), ("u", "/b")], true),
                    (&[(name, "/b"), ("u", "/a")], false),
                    (&[(name, ""), ("u", "/a")], false),
                ],
            );
        }
    }

    #[test]
    fn without_entries_it_always_holds() {
        check::rule(
            &json!({"type": "url"}),
            &[(&[], true), (&[("u", "https://shop.example/")], true)],
        );
    }
}
