//! Writes a document as one line that every reader accepts.

use serde::Serialize;

/// The document as a line, without a line end.
///
/// JSON allows U+0085, U+2028 and U+2029 in strings, but many programs that split text into lines split there, too,
/// such as Python's `splitlines`. They are written as escapes, which mean the same.
pub fn line(document: &impl Serialize) -> serde_json::Result<String> {
    let json = serde_json::to_string(document)?;
    if !json.contains(ENDS) {
        return Ok(json);
    }
    let mut line = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if ENDS.contains(&character) {
            line.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            line.push(character);
        }
    }
    Ok(line)
}

/// Characters that end a line for Unicode, beside those that JSON already escapes.
const ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_for_every_reader() {
        let document = ["a\u{2028}b\u{2029}c\u{85}d\n\u{b}\u{c}é"];
        let line = line(&document).unwrap();
        assert_eq!(line, r#"["a\u2028b\u2029c\u0085d\n\u000b\fé"]"#);
        let back: [String; 1] = serde_json::from_str(&line).unwrap();
        assert_eq!(back, document);
    }
}
