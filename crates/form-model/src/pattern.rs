//! Patterns for texts: compared with an address, a cookie or a property of an event.
//!
//! `{"operator": "contains" (default) | "equals" | "starts_with" | "ends_with" | "wildcard" | "regex", "value"}`.
//! `value` has 1 to 500 characters without control characters.
//! Comparison is case-sensitive (a `regex` may begin with `(?i)`).
//!
//! A pattern for an *address* is compared with the address in the browser's address bar, in ASCII.
//! So its value contains no space, and publishing percent-encodes its non-ASCII characters, as browsers do. A `regex`
//! is not encoded, and must be ASCII there.

use serde::Serialize;

use crate::read::At;

/// A pattern for a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pattern {
    /// How the value is compared.
    pub operator: Operator,
    /// The value to compare the text with, 1 to 500 characters.
    pub value: String,
}

/// How a pattern is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// The value occurs anywhere in the text. The default.
    Contains,
    /// The text is the value.
    Equals,
    /// The text begins with the value.
    StartsWith,
    /// The text ends with the value.
    EndsWith,
    /// The text is the value, in which `*` matches any characters, also none.
    Wildcard,
    /// The text has a match of the value, a regular expression: see `form_compile`'s `rules::regex`.
    Regex,
}

/// What kind of text a pattern is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An address without its fragment, or a part of one that has none.
    Address,
    /// The fragment of an address, which may contain another `#`.
    Fragment,
    /// Any other text.
    Text,
}

const OPERATORS: &[(&str, Operator)] = &[
    ("contains", Operator::Contains),
    ("equals", Operator::Equals),
    ("starts_with", Operator::StartsWith),
    ("ends_with", Operator::EndsWith),
    ("wildcard", Operator::Wildcard),
    ("regex", Operator::Regex),
];

impl Pattern {
    pub(crate) fn read(at: &At<'_>, subject: Subject) -> Option<Self> {
        let mut object = at.object()?;
        let operator = object.choice_or("operator", OPERATORS, Operator::Contains);
        let value = object.required("value");
        object.finish();
        Self::read_value(operator?, &value?, subject)
    }

    /// Reads the value that belongs to an operator.
    pub(crate) fn read_value(operator: Operator, at: &At<'_>, subject: Subject) -> Option<Self> {
        let value = at.line(1..=500)?;
        let problem = match subject {
            Subject::Text => None,
            _ if operator == Operator::Regex => (!value.is_ascii()).then_some(
                "holds a character beyond ASCII; an address has it percent-encoded, such as `%C3%A9` for `é`",
            ),
            _ if value.contains(' ') => {
                Some("holds a space or a control character, which no address has")
            }
            Subject::Address if value.contains('#') => {
                Some("holds a `#`; the address is compared without its fragment")
            }
            _ => None,
        };
        if let Some(problem) = problem {
            at.problem(problem);
            return None;
        }
        Some(Pattern { operator, value })
    }

    /// Reads the operator of a pattern whose members are mixed with others; `None` if there is none.
    pub(crate) fn operator(at: &At<'_>) -> Option<Operator> {
        at.choice(OPERATORS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Problems;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(pattern: Value, subject: Subject, expect: Option<&str>) {
        let problems = Problems::default();
        let read = Pattern::read(&At::root(&pattern, &problems), subject);
        let messages: Vec<_> = problems.into_vec();
        assert_eq!(messages.first().map(|p| p.message.as_str()), expect);
        assert_eq!(read.is_none(), expect.is_some());
    }

    #[test]
    fn every_operator_is_known_and_contains_is_the_default() {
        for (name, _) in OPERATORS {
            check(
                json!({"operator": name, "value": "/cart"}),
                Subject::Address,
                None,
            );
        }
        let problems = Problems::default();
        let value = json!({"value": "a"});
        let read = Pattern::read(&At::root(&value, &problems), Subject::Text).unwrap();
        assert_eq!(read.operator, Operator::Contains);
    }

    #[test]
    fn an_address_has_neither_space_nor_fragment() {
        let space = "holds a space or a control character, which no address has";
        check(json!({"value": "a b"}), Subject::Address, Some(space));
        check(json!({"value": "a b"}), Subject::Text, None);
        let fragment = "holds a `#`; the address is compared without its fragment";
        check(json!({"value": "/#top"}), Subject::Address, Some(fragment));
        check(json!({"value": "a#b"}), Subject::Fragment, None);
        check(json!({"value": "/café"}), Subject::Address, None);
    }

    #[test]
    fn a_regex_for_an_address_is_ascii() {
        let encoded = "holds a character beyond ASCII; an address has it percent-encoded, such as `%C3%A9` for `é`";
        check(
            json!({"operator": "regex", "value": "café"}),
            Subject::Address,
            Some(encoded),
        );
        check(
            json!({"operator": "regex", "value": "café"}),
            Subject::Text,
            None,
        );
        check(
            json!({"operator": "regex", "value": "[?#]|$"}),
            Subject::Address,
            None,
        );
    }

    #[test]
    fn no_value_breaks_a_line_of_the_program() {
        for value in ["a\nb", "a\tb", "\u{7f}", "\u{85}"] {
            let control = "holds a control character, such as a tab or a line feed";
            check(json!({"value": value}), Subject::Text, Some(control));
        }
    }
}
