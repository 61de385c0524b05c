#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

mod characters;
mod email;

pub use characters::holds_refused;

/// The kind of value that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text on one line.
    Text,
    /// An email address.
    Email,
}

/// Which answers a field accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind of the value.
    pub kind: Kind,
    /// Whether the field may not be left empty.
    pub required: bool,
    /// The most characters (Unicode scalar values) that the answer may have.
    pub max_length: u32,
}

/// Why an answer is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The field is required and the answer is empty.
    Missing,
    /// The answer is not an email address.
    InvalidEmail,
    /// The answer has more characters than the field takes.
    TooLong,
    /// The answer contains a line break or another control character.
    ControlCharacter,
}

/// The answer as it is checked, sent and stored: without white space and invisible characters around it.
///
/// ```
/// assert_eq!(answers::normalize(" \u{feff}ada@example.com\u{3000}"), "ada@example.com");
/// ```
pub fn normalize(answer: &str) -> &str {
    answer.trim_matches(characters::is_blank)
}

/// Checks a normalized answer; an empty answer to a field that is not required is fine.
///
/// An email address beyond ASCII comes in the form in which it is stored: without any [refused](holds_refused)
/// character, in NFC, with its domain in ASCII.
pub fn check(rule: Rule, answer: &[u8]) -> Result<(), Fault> {
    if answer.is_empty() {
        return if rule.required {
            Err(Fault::Missing)
        } else {
            Ok(())
        };
    }
    if answer.iter().any(|&byte| byte < b' ' || byte == 0x7f) {
        return Err(Fault::ControlCharacter);
    }
    if answer
        .iter()
        .filter(|&&byte| !is_continuation(byte))
        .count()
        > rule.max_length as usize
    {
        return Err(Fault::TooLong);
    }
    match rule.kind {
        Kind::Text => Ok(()),
        Kind::Email if email::is_valid(answer) => Ok(()),
        Kind::Email => Err(Fault::InvalidEmail),
    }
}

/// Whether a byte continues a character of UTF-8; all others begin one.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    const EMAIL: Rule = Rule {
        kind: Kind::Email,
        required: true,
        max_length: 254,
    };
    const TEXT: Rule = Rule {
        kind: Kind::Text,
        required: false,
        max_length: 5,
    };

    #[test]
    fn an_empty_answer_is_missing_only_where_required() {
        assert_eq!(check(EMAIL, "".as_bytes()), Err(Fault::Missing));
        assert_eq!(check(TEXT, "".as_bytes()), Ok(()));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(check(TEXT, "ééééé".as_bytes()), Ok(()));
        assert_eq!(check(TEXT, "éééééé".as_bytes()), Err(Fault::TooLong));
    }

    #[test]
    fn control_characters_are_refused() {
        assert_eq!(check(TEXT, "a\nb".as_bytes()), Err(Fault::ControlCharacter));
        assert_eq!(
            check(TEXT, "a\u{0}b".as_bytes()),
            Err(Fault::ControlCharacter)
        );
    }

    #[test]
    fn normalize_trims_invisible_characters() {
        for blank in [
            " ", "\t", "\n", "\r", "\u{85}", "\u{a0}", "\u{200b}", "\u{2028}", "\u{202a}",
            "\u{3000}", "\u{feff}",
        ] {
            let around = std::format!("{blank}{blank}ada b{blank}");
            assert_eq!(normalize(&around), "ada b", "{blank:?}");
            assert_eq!(normalize(blank), "", "{blank:?}");
        }
    }

    #[test]
    fn an_email_field_takes_email_addresses() {
        assert_eq!(check(EMAIL, "ada@example.com".as_bytes()), Ok(()));
        assert_eq!(check(EMAIL, "ada".as_bytes()), Err(Fault::InvalidEmail));
    }
}
