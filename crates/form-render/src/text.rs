//! Text that is written into a fixed buffer, and the JSON that a submission needs.

use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// A text that grows in a buffer. If something does not fit, the text has overflowed, and it is not used.
///
/// The buffer consists of atomics, so that it can be the one that the page reads from.
#[derive(Debug)]
pub struct Text<'a> {
    buffer: &'a [AtomicU8],
    len: usize,
    overflow: bool,
}

impl<'a> Text<'a> {
    /// Starts with an empty text.
    pub fn new(buffer: &'a [AtomicU8]) -> Self {
        Text {
            buffer,
            len: 0,
            overflow: false,
        }
    }

    /// Size in bytes, or `None` if the buffer was too small.
    pub fn size_bytes(&self) -> Option<usize> {
        (!self.overflow).then_some(self.len)
    }

    pub(crate) fn push(&mut self, byte: u8) {
        match self.buffer.get(self.len) {
            Some(place) => {
                place.store(byte, Relaxed);
                self.len += 1;
            }
            None => self.overflow = true,
        }
    }

    pub(crate) fn push_all(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.push(byte);
        }
    }

    fn last(&self) -> u8 {
        let place = self.buffer.get(self.len.wrapping_sub(1));
        place.map_or(b'{', |byte| byte.load(Relaxed))
    }

    /// Appends a number in decimal.
    pub(crate) fn push_number(&mut self, number: usize) {
        if number > 9 {
            self.push_number(number / 10);
        }
        self.push(b'0' + (number % 10) as u8);
    }

    /// Appends a JSON string of UTF-8 text.
    pub(crate) fn push_string(&mut self, text: &[u8]) {
        self.push(b'"');
        for &byte in text {
            match byte {
                b'"' | b'\\' => {
                    self.push(b'\\');
                    self.push(byte);
                }
                0..=0x1f => {
                    let low = byte % 16;
                    self.push_all(b"\\u00");
                    self.push(b'0' + byte / 16);
                    self.push(if low < 10 {
                        b'0' + low
                    } else {
                        b'a' - 10 + low
                    });
                }
                _ => self.push(byte),
            }
        }
        self.push(b'"');
    }

    /// Appends a member of a JSON object whose value is a string, and the comma before it.
    pub(crate) fn push_member(&mut self, name: &[u8], text: &[u8]) {
        if self.last() != b'{' {
            self.push(b',');
        }
        self.push_string(name);
        self.push(b':');
        self.push_string(text);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The text that `push` writes, or nothing if it did not fit into `N` bytes.
    pub(crate) fn written<const N: usize>(push: impl FnOnce(&mut Text<'_>)) -> Option<String> {
        let buffer = [const { AtomicU8::new(0) }; N];
        let mut text = Text::new(&buffer);
        push(&mut text);
        let len = text.size_bytes()?;
        let bytes = buffer.iter().take(len).map(|byte| byte.load(Relaxed));
        Some(String::from_utf8(bytes.collect()).unwrap())
    }

    #[test]
    fn strings_are_escaped_as_json_wants() {
        let json = written::<100>(|text| {
            text.push(b'{');
            text.push_member(b"a", "q\" b\\ \u{0}\u{1f}\n é \u{2028}".as_bytes());
            text.push_member(b"b", b"");
        });
        assert_eq!(
            json.unwrap(),
            "{\"a\":\"q\\\" b\\\\ \\u0000\\u001f\\u000a é \u{2028}\",\"b\":\"\""
        );
    }

    #[test]
    fn numbers_are_decimal() {
        let numbers = written::<20>(|text| {
            for number in [0, 9, 10, 1_234_567] {
                text.push_number(number);
            }
        });
        assert_eq!(numbers.unwrap(), "09101234567");
    }

    #[test]
    fn a_buffer_that_is_too_small_is_reported() {
        assert_eq!(written::<3>(|text| text.push_all(b"abc")).unwrap(), "abc");
        assert_eq!(written::<3>(|text| text.push_all(b"abcd")), None);
    }
}
