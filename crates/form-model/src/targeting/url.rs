//! `{"type": "url", "part", "allow_list", "deny_list"}`: the address of the page.
//!
//! `part`: `url` (default, the address without its fragment), `path`, `query` (without `?`) or `hash` (the fragment,
//! without `#`). The lists have up to 50 [patterns](crate::pattern) each, and may be empty.
//! Source: Klaviyo Forms API, `URLPatterns`; the parts are those of the
//! [URL Standard](https://url.spec.whatwg.org/#api).

use serde::Serialize;

use crate::{
    lists::Lists,
    pattern::{Pattern, Subject},
    read::Object,
};

/// The address of the page, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Url {
    /// The part to compare. Default: all but the fragment.
    #[serde(skip_serializing_if = "UrlPart::is_default")]
    pub part: UrlPart,
    /// The patterns that it must match, or must not match.
    #[serde(flatten)]
    pub lists: Lists<Pattern>,
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UrlPart {
    /// The address without its fragment. The default.
    Url,
    /// The path, with its first slash.
    Path,
    /// The text after `?`.
    Query,
    /// The text after `#`.
    Hash,
}

const PARTS: &[(&str, UrlPart)] = &[
    ("url", UrlPart::Url),
    ("path", UrlPart::Path),
    ("query", UrlPart::Query),
    ("hash", UrlPart::Hash),
];

impl UrlPart {
    /// The part's name, as in JSON; empty for the default.
    pub(super) fn name(self) -> &'static str {
        match self {
            UrlPart::Url => "",
            UrlPart::Path => "path",
            UrlPart::Query => "query",
            UrlPart::Hash => "hash",
        }
    }

    fn is_default(&self) -> bool {
        *self == UrlPart::Url
    }
}

impl Url {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let part = object.choice_or("part", PARTS, UrlPart::Url);
        let subject = match part {
            Some(UrlPart::Hash) => Subject::Fragment,
            _ => Subject::Address,
        };
        let lists = Lists::read(object, "patterns", |at| Pattern::read(at, subject));
        Some(Url {
            part: part?,
            lists: lists?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn looks_at_a_part_of_the_address() {
        for part in ["url", "path", "query", "hash"] {
            check(
                json!({"type": "url", "part": part, "deny_list": [{"value": "/cart"}]}),
                None,
            );
        }
        check(json!({"type": "url", "part": "host"}), Some("$.part"));
        check(json!({"type": "url"}), None);
    }

    #[test]
    fn only_a_hash_may_contain_a_number_sign() {
        let rule =
            |part: &str| json!({"type": "url", "part": part, "allow_list": [{"value": "a#b"}]});
        check(rule("hash"), None);
        check(rule("path"), Some("$.allow_list[0].value"));
    }

    #[test]
    fn a_list_has_50_patterns_at_most() {
        let patterns = |count| vec![json!({"value": "a"}); count];
        check(json!({"type": "url", "allow_list": patterns(50)}), None);
        check(
            json!({"type": "url", "allow_list": patterns(51)}),
            Some("$.allow_list"),
        );
    }
}
