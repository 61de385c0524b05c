//! `{"type": "referrer_class", "allow_list", "deny_list"}`: the kind of site that led to the first page of the session.
//!
//! Classes: `search`, `social` and `email` by host, as `form_compile`'s `rules::targeting::referrer_class` lists them,
//! `direct` = no referrer, `other` = any other.
//! Source: Google Analytics, default channel group, as far as a referrer alone shows it.

use serde::Serialize;

use crate::{lists, read::Object};

/// The kind of site that the visitor came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferrerClass {
    /// Classes for which the form may show, without those of the deny list; at least one.
    pub allow_list: Vec<Class>,
}

/// Class of a referrer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A search engine.
    Search,
    /// A social network.
    Social,
    /// Mail in a browser, or an app for it.
    Email,
    /// No referrer: a typed address, a bookmark, an app that sends none.
    Direct,
    /// Any other page.
    Other,
}

const CLASSES: &[(&str, Class)] = &[
    ("search", Class::Search),
    ("social", Class::Social),
    ("email", Class::Email),
    ("direct", Class::Direct),
    ("other", Class::Other),
];

impl ReferrerClass {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(ReferrerClass {
            allow_list: lists::read_names(object, "referrer classes", CLASSES)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn has_a_list_that_leaves_a_class() {
        check(
            json!({"type": "referrer_class", "allow_list": ["search", "social"]}),
            None,
        );
        check(
            json!({"type": "referrer_class", "deny_list": ["direct"]}),
            None,
        );
        check(json!({"type": "referrer_class"}), Some("$"));
        check(
            json!({"type": "referrer_class", "allow_list": ["email"], "deny_list": ["email"]}),
            Some("$"),
        );
        check(
            json!({"type": "referrer_class", "allow_list": ["paid"]}),
            Some("$.allow_list[0]"),
        );
    }
}
