//! `{"type": "referrer", "allow_list", "deny_list"}`: the address of the page that led to the first page of the session.
//!
//! The lists have up to 50 [patterns](crate::pattern) each, for the whole address; a missing referrer counts as an
//! empty text. Most sites send other sites only their origin, `https://www.example.com/`.

use serde::Serialize;

use crate::{
    lists::Lists,
    pattern::{Pattern, Subject},
    read::Object,
};

/// Where the visitor came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Referrer {
    /// The patterns that the address must match, or must not match.
    #[serde(flatten)]
    pub lists: Lists<Pattern>,
}

impl Referrer {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(Referrer {
            lists: Lists::read_patterns(object, Subject::Address)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_patterns_for_addresses() {
        check(
            json!({"type": "referrer", "deny_list": [{"value": "//blog.example/"}]}),
            None,
        );
        check(json!({"type": "referrer"}), Some("$"));
        check(
            json!({"type": "referrer", "deny_list": [{"value": "a b"}]}),
            Some("$.deny_list[0].value"),
        );
    }
}
