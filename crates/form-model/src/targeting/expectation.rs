//! The expected value of an optional text: a cookie, an entry of the local storage, a variable.
//!
//! Either `allow_list` and `deny_list`, up to 50 [patterns](crate::pattern) each, where a missing text counts as empty;
//! or `is`: `set` or `not_set`, where an empty text counts as not set; or `minimum` and `maximum`, 0 to 4,000,000,000,
//! both included, of which one may be left out: a text that does not begin with a whole number never matches, and only
//! the whole number counts.

use serde::Serialize;

use crate::{
    bounds::Bounds,
    lists::Lists,
    pattern::{Pattern, Subject},
    read::Object,
};

/// The expected value of an optional text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// It matches one list, and not the other.
    Lists(Lists<Pattern>),
    /// It exists, and is not empty.
    Set,
    /// It is missing, or empty.
    NotSet,
    /// It is a number within limits.
    Number(Bounds),
}

/// Reads the bounds of a number, beside which neither lists nor `is` are allowed.
pub(super) fn read_number(object: &mut Object<'_>) -> Option<Bounds> {
    let bounds = Bounds::read(object, ["minimum", "maximum"], 0..=4_000_000_000)?;
    let key = ["is", "allow_list", "deny_list"]
        .into_iter()
        .find(|key| object.member(key).is_some());
    if let (false, Some(key)) = (bounds.is_open(), key) {
        object
            .at()
            .member(key)
            .problem("is given together with a bound of a number; only one of both is allowed");
        return None;
    }
    Some(bounds)
}

impl Expectation {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let number = read_number(object)?;
        if !number.is_open() {
            return Some(Expectation::Number(number));
        }
        let Some(at) = object.optional("is") else {
            return Lists::read_patterns(object, Subject::Text).map(Expectation::Lists);
        };
        let is = at.choice(&[("set", true), ("not_set", false)]);
        let lists = Lists::read(object, "patterns", |at| Pattern::read(at, Subject::Text))?;
        if !lists.is_empty() {
            at.problem("is given together with lists; only one of both is allowed");
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
        check(
            json!({"type": "cookie", "name": "a", "minimum": 3, "maximum": 9}),
            None,
        );
        check(
            json!({"type": "cookie", "name": "a", "minimum": 9, "maximum": 3}),
            Some("$.maximum"),
        );
        check(
            json!({"type": "cookie", "name": "a", "minimum": 9, "is": "set"}),
            Some("$.is"),
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
