//! What is expected of a text that need not be there: a cookie, an entry of the local storage, a variable.
//!
//! Either `allow_list` and `deny_list`, up to 50 [patterns](crate::pattern) each, where a text that is not there is an
//! empty one; or `is`: `set` or `not_set`. What is there but empty counts as not set.

use serde::Serialize;

use crate::{
    lists::Lists,
    pattern::{Pattern, Subject},
    read::Object,
};

/// What is expected of a text that need not be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// It matches, and does not match.
    Lists(Lists<Pattern>),
    /// It is there, and not empty.
    Set,
    /// It is not there, or empty.
    NotSet,
}

impl Expectation {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let Some(at) = object.optional("is") else {
            return Lists::read_patterns(object, Subject::Text).map(Expectation::Lists);
        };
        let is = at.choice(&[("set", true), ("not_set", false)]);
        let lists = Lists::read(object, "patterns", |at| Pattern::read(at, Subject::Text))?;
        if !lists.is_empty() {
            at.problem("stands beside lists; one of both is allowed");
            return None;
        }
        Some(if is? {
            Expectation::Set
        } else {
            Expectation::NotSet
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn is_lists_or_presence() {
        let patterns = json!([{"value": "1"}]);
        check(
            json!({"type": "cookie", "name": "a", "allow_list": patterns}),
            None,
        );
        check(json!({"type": "cookie", "name": "a", "is": "set"}), None);
        check(
            json!({"type": "cookie", "name": "a", "is": "not_set"}),
            None,
        );
        check(json!({"type": "cookie", "name": "a"}), Some("$"));
        check(
            json!({"type": "cookie", "name": "a", "is": "unset"}),
            Some("$.is"),
        );
        check(
            json!({"type": "cookie", "name": "a", "is": "set", "deny_list": patterns}),
            Some("$.is"),
        );
    }
}
