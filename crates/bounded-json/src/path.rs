//! Finds the path of the value at a byte of a JSON text.

use crate::scan::string_end;

/// The array or object around a byte.
enum Frame {
    /// An object, and the member that was begun last.
    Object(Option<String>),
    /// An array, and the element that is read.
    Array(usize),
}

/// The path (RFC 9535) of the value that ends at an offset, or that begins before it and ends after it.
///
/// For a text that is not JSON, this is the path of the place where it stops being JSON.
pub fn path_at(text: &str, offset: usize) -> String {
    let bytes = text.as_bytes();
    let end = offset.min(bytes.len());
    let mut frames = Vec::new();
    let mut at = 0;
    // Whether a string would be the name of a member.
    let mut is_name = false;
    while at < end {
        match bytes[at] {
            b'{' => {
                frames.push(Frame::Object(None));
                is_name = true;
            }
            b'[' => frames.push(Frame::Array(0)),
            b'}' | b']' => {
                frames.pop();
                is_name = false;
            }
            b':' => is_name = false,
            b',' => match frames.last_mut() {
                Some(Frame::Array(index)) => *index += 1,
                Some(Frame::Object(name)) => {
                    *name = None;
                    is_name = true;
                }
                None => {}
            },
            b'"' => {
                let close = string_end(bytes, at);
                if let (true, Some(Frame::Object(name))) = (is_name, frames.last_mut()) {
                    *name = text
                        .get(at..close)
                        .and_then(|name| serde_json::from_str(name).ok());
                }
                at = close;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    frames
        .iter()
        .fold("$".to_owned(), |path, frame| match frame {
            Frame::Object(Some(name)) => path + &member(name),
            Frame::Object(None) => path,
            Frame::Array(index) => format!("{path}[{index}]"),
        })
}

fn member(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_name = name.bytes().all(is_plain) && !name.starts_with(|c: char| c.is_ascii_digit());
    if is_name && !name.is_empty() {
        format!(".{name}")
    } else {
        format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}

#[cfg(test)]
mod tests {
    use super::path_at;

    #[track_caller]
    fn check(before: &str, behind: &str, path: &str) {
        assert_eq!(path_at(&format!("{before}{behind}"), before.len()), path);
    }

    #[test]
    fn finds_members_and_elements() {
        check("", r#"{"a":1}"#, "$");
        check(r#"{"a""#, ":1}", "$.a");
        check(r#"{"a":1"#, "}", "$.a");
        check(r#"{"a":{"b":[1,{"c":"x,]}\"y"},2"#, "]}}", "$.a.b[2]");
        check(r#"{"a":{"b":[1,{"c":"x,]}\"y""#, "}]}}", "$.a.b[1].c");
        check(
            r#"{"a":{"b":1},"it's \"5\"":["#,
            "1]}",
            "$['it\\'s \"5\"'][0]",
        );
        check(r#"{"a":[1]}"#, "", "$");
    }

    #[test]
    fn a_text_that_is_not_json_has_some_path() {
        for text in ["]]]", "{\"a\":\"\\", "\"", "{,,,[", "{\"\u{e9}", "}{"] {
            for offset in 0..=text.len() + 1 {
                path_at(text, offset);
            }
        }
    }
}
