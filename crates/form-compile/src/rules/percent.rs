//! One spelling for percent-encoding in addresses: `%c3` and `%C3` are the same byte.
//!
//! A browser keeps the case of a link, so both sides of a comparison are changed to upper case: patterns at publish,
//! the page's address in `www/loader/src/percent.js`. <https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.1>

/// Writes the two digits after each `%` in upper case.
pub(crate) fn upper(text: &str) -> String {
    rewrite(text, false)
}

/// The same in a regular expression, where `%` is literal, but not in a character class, where the letters after it are
/// separate characters.
pub(super) fn upper_in_regex(expression: &str) -> String {
    rewrite(expression, true)
}

fn rewrite(text: &str, is_regex: bool) -> String {
    let mut written = String::with_capacity(text.len());
    let mut digits_left = 0;
    let mut in_class = false;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        if digits_left > 0 {
            digits_left -= 1;
            written.push(character.to_ascii_uppercase());
            continue;
        }
        written.push(character);
        match character {
            '\\' if is_regex => written.extend(characters.next().map(|(_, escaped)| escaped)),
            '[' if is_regex => in_class = true,
            ']' if is_regex => in_class = false,
            '%' if !in_class && is_encoded(&text[at + 1..]) => digits_left = 2,
            _ => {}
        }
    }
    written
}

/// Whether a text begins with two hexadecimal digits.
fn is_encoded(rest: &str) -> bool {
    let digits = rest.as_bytes().get(..2);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encoded_bytes_get_upper_case() {
        for (text, expect) in [
            ("/%c3%bcber-uns/?a=%2f%2F", "/%C3%BCber-uns/?a=%2F%2F"),
            ("/100%/%zz/%c", "/100%/%zz/%c"),
            ("%%c3a", "%%C3a"),
            ("%é1", "%é1"),
        ] {
            assert_eq!(upper(text), expect);
        }
    }

    #[test]
    fn in_a_regex_classes_and_escapes_stay() {
        for (expression, expect) in [
            ("^/%c3%bc(b|c)$", "^/%C3%BC(b|c)$"),
            ("[%ab]%ab", "[%ab]%AB"),
            (r"[\]%ab]\[%ab", r"[\]%ab]\[%AB"),
        ] {
            assert_eq!(upper_in_regex(expression), expect);
        }
    }
}
