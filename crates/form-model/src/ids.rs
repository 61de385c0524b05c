//! Ids as types, so that one cannot be taken for another.

use std::fmt;

use serde::Serialize;

use crate::read::{At, quoted};

/// Whether a text can be a `site_id`, `form_id` or `version_id`: `[A-Za-z0-9]{6,22}`, fit for class names.
fn is_public_id(text: &str) -> bool {
    (6..=22).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a text can be a `visitor_id`, `submission_id` or `event_id`: 32 lowercase hexadecimal digits.
fn is_random_id(text: &str) -> bool {
    text.len() == 32
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The problem with a text that is not an id: most often it is only too short, or too long.
fn problem_with(text: &str, shape: &str) -> String {
    let characters = text.chars().count();
    let fits = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let count = match characters {
        0 => return format!("is empty; {shape} are allowed"),
        1 => "1 character".to_owned(),
        _ => format!("{characters} characters"),
    };
    let length = match characters {
        _ if !fits => return format!("is {}; {shape} are allowed", quoted(text)),
        ..6 => "too short",
        _ => "too long",
    };
    format!(
        "is {}, which is {length} with {count}; {shape} are allowed",
        quoted(text)
    )
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $is_valid:ident, $shape:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a text that has the shape of this id.
            pub fn parse(text: &str) -> Option<Self> {
                $is_valid(text).then(|| Self(text.to_owned()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #[allow(dead_code, reason = "not every id occurs in a document")]
            pub(crate) fn read(at: &At<'_>) -> Option<Self> {
                let text = at.string(0..=1_000)?;
                let id = Self::parse(&text);
                if id.is_none() {
                    at.problem(problem_with(&text, $shape));
                }
                id
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

id!(
    /// Names a tenant: one shop's web origins. `[A-Za-z0-9]{6,22}`.
    SiteId, is_public_id, "6 to 22 letters and digits"
);
id!(
    /// Names a form for its lifetime. `[A-Za-z0-9]{6,22}`, unique within its site.
    FormId, is_public_id, "6 to 22 letters and digits"
);
id!(
    /// Names one complete, immutable content of a form. `[A-Za-z0-9]{6,22}`, unique within its site.
    VersionId, is_public_id, "6 to 22 letters and digits"
);
id!(
    /// Names one browser to one site; made by it at random. 32 lowercase hexadecimal digits.
    VisitorId, is_random_id, "32 lowercase hexadecimal digits"
);
id!(
    /// Names one submission; made by the visitor's browser. 32 lowercase hexadecimal digits.
    SubmissionId, is_random_id, "32 lowercase hexadecimal digits"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_ids_are_short_and_alphanumeric() {
        assert!(FormId::parse("abc123").is_some());
        assert!(FormId::parse("ABCdefGHIjklMNOpqrSTUv").is_some());
        for text in [
            "",
            "abc12",
            "ABCdefGHIjklMNOpqrSTUvw",
            "abc-123",
            "abcdé1",
            "abc 123",
        ] {
            assert!(FormId::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn an_id_that_is_too_short_or_too_long_says_so() {
        let read = |text: &str| {
            crate::read::read_alone(&serde_json::json!(text), FormId::read).unwrap_err()
        };
        assert_eq!(
            read("sale"),
            [
                "$ is \"sale\", which is too short with 4 characters; 6 to 22 letters and digits are allowed"
            ]
        );
        assert!(read(&"a".repeat(23))[0].contains("too long with 23 characters"));
        assert_eq!(
            read("my sale"),
            ["$ is \"my sale\"; 6 to 22 letters and digits are allowed"]
        );
        assert_eq!(
            read(""),
            ["$ is empty; 6 to 22 letters and digits are allowed"]
        );
    }

    #[test]
    fn random_ids_are_lowercase_hexadecimal() {
        assert!(VisitorId::parse("0123456789abcdef0123456789abcdef").is_some());
        for text in ["", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef"] {
            assert!(VisitorId::parse(text).is_none(), "{text:?}");
        }
    }
}
