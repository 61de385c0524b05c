//! Pieces of a JSON text as written, found without parsing it into values.

use std::borrow::Cow;

use crate::scan::string_end;

/// The text of a member of the object that a JSON text is; the text has been read as JSON before.
///
/// ```
/// assert_eq!(bounded_json::member(r#"{"a": {"b" : 1} }"#, "a"), Some(r#"{"b" : 1}"#));
/// ```
pub fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    pieces(text).into_iter().find_map(|piece| {
        let quoted = piece.get(..string_end(piece.as_bytes(), 0))?;
        let own: Cow<'_, str> = serde_json::from_str(quoted).ok()?;
        let value = piece[quoted.len()..].trim_start().strip_prefix(':')?;
        (own == name).then(|| value.trim())
    })
}

/// The texts of the elements of the array that a JSON text is.
pub fn elements(text: &str) -> Vec<&str> {
    pieces(text)
}

/// The texts between the commas of the outermost array or object.
fn pieces(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut depth, mut at, mut start) = (0_usize, 0, 0);
    let mut pieces = Vec::new();
    while at < bytes.len() {
        let is_over = match bytes[at] {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
                false
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                depth == 0
            }
            b',' => depth == 1,
            _ => false,
        };
        if is_over {
            pieces.push(text[start..at].trim());
            start = at + 1;
        }
        at += 1;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_found_by_its_unescaped_name() {
        let text = r#" {"x":"a\",]}","f\u006frm" : [1, {"form": 2}] , "n":null} "#;
        assert_eq!(member(text, "form"), Some(r#"[1, {"form": 2}]"#));
        assert_eq!(member(text, "n"), Some("null"));
        assert_eq!(member(text, "y"), None);
        assert_eq!(member("{}", "y"), None);
    }

    #[test]
    fn elements_are_found_whatever_is_in_them() {
        assert_eq!(
            elements(r#"[ 1 , [2,3], "a,]", {"b":[]} ]"#),
            ["1", "[2,3]", r#""a,]""#, r#"{"b":[]}"#]
        );
        assert!(elements("[]").is_empty());
    }
}
