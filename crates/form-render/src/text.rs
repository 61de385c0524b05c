//! Text that is written into a fixed buffer, and the JSON that a submission needs.

/// A text that grows in a buffer; what does not fit makes it overflow, and then it is not used.
#[derive(Debug)]
pub struct Text<'a> {
    buffer: &'a mut [u8],
    len: usize,
    overflow: bool,
}

impl<'a> Text<'a> {
    /// An empty text.
    pub fn new(buffer: &'a mut [u8]) -> Self {
        Text {
            buffer,
            len: 0,
            overflow: false,
        }
    }

    /// Length in bytes, or `None` where the buffer was too small.
    pub fn len(&self) -> Option<usize> {
        (!self.overflow).then_some(self.len)
    }

    pub(crate) fn push(&mut self, byte: u8) {
        match self.buffer.get_mut(self.len) {
            Some(place) => {
                *place = byte;
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
                    self.push(if low < 10 { b'0' + low } else { b'a' - 10 + low });
                }
                _ => self.push(byte),
            }
        }
        self.push(b'"');
    }

    /// Appends a member of a JSON object whose value is a string, and the comma before it.
    pub(crate) fn push_member(&mut self, name: &[u8], text: &[u8]) {
        if self.len > 0 && self.buffer.get(self.len - 1) != Some(&b'{') {
            self.push(b',');
        }
        self.push_string(name);
        self.push(b':');
        self.push_string(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_as_json_wants() {
        let mut buffer = [0; 100];
        let mut text = Text::new(&mut buffer);
        text.push(b'{');
        text.push_member(b"a", "q\" b\\ \u{0}\u{1f}\n é \u{2028}".as_bytes());
        text.push_member(b"b", b"");
        let len = text.len().unwrap();
        assert_eq!(
            std::str::from_utf8(&buffer[..len]).unwrap(),
            "{\"a\":\"q\\\" b\\\\ \\u0000\\u001f\\u000a é \u{2028}\",\"b\":\"\""
        );
    }

    #[test]
    fn numbers_are_decimal() {
        let mut buffer = [0; 20];
        let mut text = Text::new(&mut buffer);
        for number in [0, 9, 10, 1_234_567] {
            text.push_number(number);
        }
        let len = text.len().unwrap();
        assert_eq!(&buffer[..len], b"09101234567");
    }

    #[test]
    fn a_buffer_that_is_too_small_is_told() {
        let mut buffer = [0; 3];
        let mut text = Text::new(&mut buffer);
        text.push_all(b"abc");
        assert_eq!(text.len(), Some(3));
        text.push(b'd');
        assert_eq!(text.len(), None);
    }
}
