//! Half surrogate pairs, which JavaScript writes as escapes and which Rust strings cannot contain.
//!
//! JavaScript can cut a text anywhere, also between the halves of a pair, and `JSON.stringify` writes each half as an
//! escape. This module repairs them in the text before it is parsed, so that they do not make a document invalid. Two
//! halves in neighboring ops of a Delta (`[{"insert":"a\ud83c"},{"insert":"\udf89"}]`) are joined in the first, and any
//! other half becomes U+FFFD, as in a browser's own decoders.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use crate::{scan::string_end, without_mark};

/// A text from outside, without a byte order mark at its start and without half characters.
#[derive(Clone, Debug)]
pub struct Mended<'a>(Cow<'a, str>);

impl<'a> Mended<'a> {
    /// Repairs a text, usually without copying it. Text that is not JSON stays as it is.
    ///
    /// ```
    /// # use bounded_json::Mended;
    /// let text = r#"[{"insert":"a\ud83c"},{"insert":"\udf89 \udf89"}]"#;
    /// assert_eq!(
    ///     Mended::of(text).as_str(),
    ///     r#"[{"insert":"a\ud83c\udf89"},{"insert":" \ufffd"}]"#
    /// );
    /// ```
    pub fn of(text: &'a str) -> Self {
        let text = without_mark(text);
        let has = |escape: &str| memmem::find(text.as_bytes(), escape.as_bytes()).is_some();
        Mended(if has(r"\ud") || has(r"\uD") {
            mend(text)
        } else {
            Cow::Borrowed(text)
        })
    }

    /// The repaired text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An escape: `\uXXXX`.
const ESCAPE_LEN: usize = 6;

/// The name of the member with an op's text.
const INSERT: &str = r#""insert""#;

/// The replacement for half a character.
const LOST: &str = r"\ufffd";

/// A first half at the end of a member's text, whose second half may be the start of the next one.
struct Waiting<'a> {
    /// The name of the member, as written.
    name: &'a str,
    escape: &'a str,
    /// Where in the output it is written as lost.
    at: usize,
}

struct Mender<'a> {
    text: &'a str,
    out: String,
    /// How much of the text is in the output.
    written: usize,
    waiting: Option<Waiting<'a>>,
}

fn mend(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut mender = Mender {
        text,
        out: String::new(),
        written: 0,
        waiting: None,
    };
    let mut at = 0;
    // The member whose value comes next.
    let mut name = None;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'"', rest)) {
        let start = at + found;
        if memchr(b']', &bytes[at..start]).is_some() {
            // The ops of a text end with their array.
            mender.waiting = None;
        }
        let end = string_end(bytes, start);
        mender.string(start + 1, end, name.take());
        at = end;
        let behind = text[end..].trim_start_matches(is_space);
        if let Some(value) = behind.strip_prefix(':') {
            let value = value.trim_start_matches(is_space);
            let own = &text[start..end];
            if value.starts_with('"') {
                name = Some(own);
                at = text.len() - value.len();
            } else {
                mender.forget(own);
            }
        }
    }
    mender.finish()
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\r' | '\t')
}

impl<'a> Mender<'a> {
    /// Repairs the string whose text begins at `start`, and which ends, with its quotation mark, at `end`.
    fn string(&mut self, start: usize, end: usize, name: Option<&'a str>) {
        let bytes = self.text.as_bytes();
        if end == start + 1 {
            // An editor drops an op without a text.
            return;
        }
        // Only a member's text may go on in the next one's.
        let before = match (name, &self.waiting) {
            (Some(name), Some(waiting)) if waiting.name == name => self.waiting.take(),
            _ => None,
        };
        let mut before = before;
        let mut at = start;
        while let Some(found) = bytes.get(at..end).and_then(|rest| memchr(b'\\', rest)) {
            at += found;
            match Unit::at(bytes, at) {
                Some(Unit::First) if Unit::at(bytes, at + ESCAPE_LEN) == Some(Unit::Second) => {
                    at += 2 * ESCAPE_LEN;
                }
                Some(Unit::Second) if at == start && before.is_some() => {
                    self.write_until(at);
                    if let Some(first) = before.take() {
                        let pair = format!("{}{}", first.escape, &self.text[at..at + ESCAPE_LEN]);
                        let place = first.at..first.at + LOST.len();
                        self.out.replace_range(place, &pair);
                    }
                    at += ESCAPE_LEN;
                    self.written = at;
                }
                Some(unit) => {
                    self.write_until(at);
                    let escape = &self.text[at..at + ESCAPE_LEN];
                    let is_last = bytes.get(at + ESCAPE_LEN) == Some(&b'"');
                    if let (Unit::First, true, Some(name @ INSERT)) = (unit, is_last, name) {
                        self.waiting = Some(Waiting {
                            name,
                            escape,
                            at: self.out.len(),
                        });
                    }
                    self.out.push_str(LOST);
                    at += ESCAPE_LEN;
                    self.written = at;
                }
                None => at += 2,
            }
        }
    }

    /// A member of this name is not a text, so a half before it is not continued.
    fn forget(&mut self, name: &str) {
        if self.waiting.as_ref().is_some_and(|it| it.name == name) {
            self.waiting = None;
        }
    }

    fn write_until(&mut self, at: usize) {
        self.out.push_str(&self.text[self.written..at]);
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.written == 0 {
            return Cow::Borrowed(self.text);
        }
        self.write_until(self.text.len());
        Cow::Owned(self.out)
    }
}

/// One half of a surrogate pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    First,
    Second,
}

impl Unit {
    /// The half whose escape begins at a byte, if one does.
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let &[b'\\', b'u', b'd' | b'D', second, third, fourth] = bytes.get(at..at + ESCAPE_LEN)?
        else {
            return None;
        };
        if !third.is_ascii_hexdigit() || !fourth.is_ascii_hexdigit() {
            return None;
        }
        match second {
            b'8' | b'9' | b'a' | b'b' | b'A' | b'B' => Some(Unit::First),
            b'c'..=b'f' | b'C'..=b'F' => Some(Unit::Second),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mended;
    use crate::value;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mended = Mended::of(text);
        assert_eq!(mended.as_str(), expected);
        // What JavaScript accepts as JSON stays JSON.
        value(text, usize::MAX).unwrap();
    }

    #[test]
    fn whole_pairs_and_what_only_looks_like_a_half_stay() {
        for text in [
            r#"["\ud83c\udf89"]"#,
            r#"["\uD83C\uDF89 \\ud83c"]"#,
            r#"["\\\\ud83c","\ud7ff\ue000"]"#,
            r#"{"a\\":"\\ud83c"}"#,
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_lone_half_is_a_character_that_was_lost() {
        check(r#"["a\ud83c"]"#, r#"["a\ufffd"]"#);
        check(r#"["\uDF89b"]"#, r#"["\ufffdb"]"#);
        check(r#"["\udf89\ud83c"]"#, r#"["\ufffd\ufffd"]"#);
        check(r#"["\ud83c\ud83c\udf89"]"#, r#"["\ufffd\ud83c\udf89"]"#);
        check(r#"["\ud83c\\udf89"]"#, r#"["\ufffd\\udf89"]"#);
        check(r#"{"\ud83c":1}"#, r#"{"\ufffd":1}"#);
        check("\u{feff}\"\\udf89\"", r#""\ufffd""#);
    }

    #[test]
    fn halves_in_neighboring_members_of_one_name_are_joined_in_the_first() {
        check(
            r#"[{"insert":"a\ud83c"},{"insert":"\udf89b"}]"#,
            r#"[{"insert":"a\ud83c\udf89"},{"insert":"b"}]"#,
        );
        check(
            r#"[{"insert" : "\ud83c","attributes":{"bold":true,"link":"/x"}}, {"attributes":{"font":"serif"},"insert": "\uDF89"}]"#,
            r#"[{"insert" : "\ud83c\uDF89","attributes":{"bold":true,"link":"/x"}}, {"attributes":{"font":"serif"},"insert": ""}]"#,
        );
        check(
            r#"[{"insert":"\ud83c"},{"insert":"\udf89 \ud83d"},{"insert":"\ude00"}]"#,
            r#"[{"insert":"\ud83c\udf89"},{"insert":" \ud83d\ude00"},{"insert":""}]"#,
        );
    }

    #[test]
    fn nothing_is_joined_across_other_members() {
        for (text, expected) in [
            (
                r#"[{"insert":"\ud83c"},{"insert":{"image":"x"}},{"insert":"\udf89"}]"#,
                r#"[{"insert":"\ufffd"},{"insert":{"image":"x"}},{"insert":"\ufffd"}]"#,
            ),
            (
                r#"[{"insert":"\ud83c"},{"insert":"b"},{"insert":"\udf89"}]"#,
                r#"[{"insert":"\ufffd"},{"insert":"b"},{"insert":"\ufffd"}]"#,
            ),
            (
                r#"[{"insert":"\ud83c "},{"insert":"\udf89"}]"#,
                r#"[{"insert":"\ufffd "},{"insert":"\ufffd"}]"#,
            ),
            (
                r#"{"a":"\ud83c","b":"\udf89"}"#,
                r#"{"a":"\ufffd","b":"\ufffd"}"#,
            ),
            (
                r#"[{"content":"a\ud83c"},{"content":"\udf89"}]"#,
                r#"[{"content":"a\ufffd"},{"content":"\ufffd"}]"#,
            ),
            (
                r#"{"a":[{"insert":"\ud83c"}],"b":[{"insert":"\udf89"}]}"#,
                r#"{"a":[{"insert":"\ufffd"}],"b":[{"insert":"\ufffd"}]}"#,
            ),
            (
                r#"[{"insert":"\ud83c"},{"insert":""},{"insert":"\udf89"}]"#,
                r#"[{"insert":"\ud83c\udf89"},{"insert":""},{"insert":""}]"#,
            ),
            (r#"["\ud83c","\udf89"]"#, r#"["\ufffd","\ufffd"]"#),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn names_are_repaired_before_they_are_compared() {
        assert!(value(r#"{"\ud83c":1,"\ufffd":2}"#, usize::MAX).is_err());
    }

    #[test]
    fn a_text_that_is_not_json_is_scanned_to_its_end() {
        for text in [
            r#"""#,
            r#""\ud8"#,
            r#""\ud83c"#,
            r#"{"a":"\ud83c"#,
            r#"\ud83c"\udf89":"\ud83c"":"\udf89"#,
            "\"\\ud83c\u{e9}",
            "\"\\ud8\u{e9}\"",
            r#"{"\ud83c":"\udf89":"\ud83c"#,
        ] {
            assert!(value(text, usize::MAX).is_err(), "{text}");
        }
    }

    #[test]
    fn many_halves_are_joined_each_with_the_next() {
        let op = r#"{"insert":"\udf89\ud83c"},"#;
        let text = format!("[{}1]", op.repeat(50_000));
        let mended = Mended::of(&text);
        assert_eq!(mended.as_str().matches(r"\ufffd").count(), 2);
        assert_eq!(mended.as_str().matches(r"\ud83c\udf89").count(), 49_999);
    }
}
