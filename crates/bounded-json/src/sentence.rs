//! Messages about values of a document as whole sentences.

use std::borrow::Cow;

/// A message about the value at a path (RFC 9535) as a sentence that one can understand without the path.
///
/// A message that begins with a lowercase letter is the rest of a sentence, and gets the value's name in front; any other
/// message is one already.
///
/// ```
/// use bounded_json::sentence;
/// assert_eq!(
///     sentence("$.triggers[0].delay_seconds", "is 9000; 0 to 3600 is allowed"),
///     "`delay_seconds` is 9000; 0 to 3600 is allowed",
/// );
/// ```
pub fn sentence<'a>(path: &str, message: &'a str) -> Cow<'a, str> {
    if !message.starts_with(char::is_lowercase) {
        return Cow::Borrowed(message);
    }
    Cow::Owned(match name(path) {
        "" => format!("The document {message}"),
        name => format!("`{name}` {message}"),
    })
}

/// The last member of a path, with the indices behind it; empty for the document itself.
fn name(path: &str) -> &str {
    let members = path.strip_prefix('$').unwrap_or(path);
    let mut start = 0;
    let mut quote = None;
    let mut is_escaped = false;
    for (at, character) in members.char_indices() {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if character == '\\' => is_escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if character == '.' => start = at + 1,
            None if character == '"' || character == '\'' => {
                // With the bracket before it.
                start = at.saturating_sub(1);
                quote = Some(character);
            }
            None => {}
        }
    }
    members.get(start..).unwrap_or(members)
}

#[cfg(test)]
mod tests {
    use super::{name, sentence};

    #[test]
    fn a_message_names_the_value() {
        assert_eq!(sentence("$", "is empty"), "The document is empty");
        assert_eq!(
            sentence("$.versions[0].steps[2]", "has no column"),
            "`steps[2]` has no column"
        );
    }

    #[test]
    fn a_sentence_stays_as_it_is() {
        for message in ["Line 3 has no end", "`name` is empty", ""] {
            assert_eq!(sentence("$.name", message), message);
        }
    }

    #[test]
    fn names_are_the_ends_of_paths() {
        for (path, expected) in [
            ("$", ""),
            ("", ""),
            ("$.a", "a"),
            ("$.a.b[1][2]", "b[1][2]"),
            ("$[3]", "[3]"),
            ("$.a[\"b.c\"]", "[\"b.c\"]"),
            ("$.a['b\\'.c'][0]", "['b\\'.c'][0]"),
            ("$.a['b\\\\'].c", "c"),
            ("\"", "\""),
            ("\u{e9}\"", "\u{e9}\""),
        ] {
            assert_eq!(name(path), expected, "{path}");
        }
    }
}
