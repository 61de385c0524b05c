//! Lines of JSON from chunks of bytes, in bounded memory, and lines from documents: the input and output of the command
//! line and the renderer service.
//!
//! A line that cannot be used becomes a [`Fault`] in its place, and does not affect the lines around it.
#![forbid(unsafe_code)]

use std::mem;

mod write;

pub use write::line;

/// Splits its input into lines. Blank lines are skipped and get no answer.
#[derive(Debug)]
pub struct Lines {
    max_bytes: usize,
    line: Vec<u8>,
    /// Whether the line was already reported as too long, and the rest of it must be skipped.
    is_skipping: bool,
}

/// Why a line cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is too long.
    #[error("The line has more than the {0} bytes that are allowed")]
    TooLong(usize),
    /// Its bytes are not UTF-8.
    #[error("The line is not UTF-8")]
    NotUtf8,
}

impl Lines {
    /// Begins with nothing; a line may have `max_bytes` without its end.
    pub fn new(max_bytes: usize) -> Self {
        Lines {
            max_bytes,
            line: Vec::new(),
            is_skipping: false,
        }
    }

    /// Takes bytes from the front of `chunk` up to the end of the next line that is not blank, or all of them if none
    /// ends in it. A line that gets too long is reported at once, not at its end, which may never come.
    pub fn next(&mut self, chunk: &mut &[u8]) -> Option<Result<String, Fault>> {
        while !chunk.is_empty() {
            let end = chunk.iter().position(|&byte| byte == b'\n');
            let (part, rest) = match end {
                Some(end) => (&chunk[..end], &chunk[end + 1..]),
                None => (*chunk, &[][..]),
            };
            let is_too_long = part.len() > self.max_bytes - self.line.len();
            if !self.is_skipping && !is_too_long {
                self.line.extend_from_slice(part);
            }
            *chunk = rest;
            let was_skipping = mem::replace(&mut self.is_skipping, false);
            if was_skipping || is_too_long {
                self.is_skipping = end.is_none();
                self.line = Vec::new();
            }
            if !was_skipping && is_too_long {
                return Some(Err(Fault::TooLong(self.max_bytes)));
            }
            if end.is_some()
                && let Some(line) = self.take()
            {
                return Some(line);
            }
        }
        None
    }

    /// The last line, if it has no line end.
    pub fn finish(mut self) -> Option<Result<String, Fault>> {
        self.take()
    }

    fn take(&mut self) -> Option<Result<String, Fault>> {
        let line = mem::take(&mut self.line);
        if is_blank(&line) {
            return None;
        }
        Some(String::from_utf8(line).map_err(|_| Fault::NotUtf8))
    }
}

/// Whether a line is empty, including everything that an editor on Windows may write into an empty file.
fn is_blank(line: &[u8]) -> bool {
    const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
    line.trim_ascii().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_BYTES: usize = 6;

    /// The lines of a text, and those of the same text in chunks of every size, which must be the same.
    #[track_caller]
    fn check(text: &[u8], expected: &[Result<&str, Fault>]) {
        for size in 1..=text.len().max(1) {
            let mut lines = Lines::new(MAX_BYTES);
            let mut found = Vec::new();
            for mut chunk in text.chunks(size) {
                while let Some(line) = lines.next(&mut chunk) {
                    found.push(line);
                }
                assert!(chunk.is_empty());
                assert!(lines.line.len() <= MAX_BYTES);
            }
            found.extend(lines.finish());
            let found: Vec<_> = found
                .iter()
                .map(|line| line.as_deref().map_err(|fault| *fault))
                .collect();
            assert_eq!(found, expected, "chunks of {size}");
        }
    }

    #[test]
    fn a_line_ends_with_its_break_or_with_the_text() {
        check(b"", &[]);
        check(b"{}", &[Ok("{}")]);
        check(b"{}\n[]\r\n", &[Ok("{}"), Ok("[]\r")]);
        check(b"123456\n7", &[Ok("123456"), Ok("7")]);
    }

    #[test]
    fn blank_lines_are_left_out() {
        check(b"\n\n 1\n \t\r\n2\n\n", &[Ok(" 1"), Ok("2")]);
        check(b"\xef\xbb\xbf\r\n1", &[Ok("1")]);
    }

    #[test]
    fn a_line_that_is_too_long_is_reported_once_and_affects_no_other() {
        let too_long = Err(Fault::TooLong(MAX_BYTES));
        check(b"1234567\n1\n", &[too_long, Ok("1")]);
        check(
            b"0\n12345678901234567890\n1\n2",
            &[Ok("0"), too_long, Ok("1"), Ok("2")],
        );
        check(b"1\n12345678901234567890", &[Ok("1"), too_long]);
        check(b"       \n1", &[too_long, Ok("1")]);
    }

    #[test]
    fn a_line_that_is_not_utf_8_affects_no_other() {
        check(
            b"1\n\xff\xfe\n\"\xc3\xa4\"\n",
            &[Ok("1"), Err(Fault::NotUtf8), Ok("\"\u{e4}\"")],
        );
    }
}
