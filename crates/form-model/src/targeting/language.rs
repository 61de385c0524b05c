//! `{"type": "language", "allow_list", "deny_list"}`: the language that the visitor's browser prefers.
//!
//! Entries are BCP 47 tags, upper and lower case alike; `de` also matches `de-AT`, as
//! [RFC 4647](https://www.rfc-editor.org/rfc/rfc4647#section-3.3.1) does in basic filtering.

use serde::Serialize;

use crate::{form::read_locale, lists::Lists, read::Object};

/// The visitor's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// BCP 47 tags, in lower case.
    #[serde(flatten)]
    pub lists: Lists<String>,
}

impl Language {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let lists = Lists::read_some(object, "languages", |at| {
            read_locale(at).map(|tag| tag.to_ascii_lowercase())
        })?;
        Some(Language { lists })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn takes_language_tags() {
        check(
            json!({"type": "language", "allow_list": ["de", "pt-BR", "zh-Hant-TW"]}),
            None,
        );
        check(json!({"type": "language", "deny_list": ["EN"]}), None);
        check(json!({"type": "language"}), Some("$"));
        for bad in ["d", "de_AT", "*", "de-"] {
            check(
                json!({"type": "language", "allow_list": [bad]}),
                Some("$.allow_list[0]"),
            );
        }
    }
}
