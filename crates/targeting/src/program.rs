//! The compiled rules of a site: lines of ASCII, one instruction a line, read in place.
//!
//! ```text
//! program     = *form
//! form        = "F" form-id LF *instruction
//! instruction = opcode [operand] LF
//! ```
//!
//! The first byte of a line is its opcode (a constant of this module), the rest its operand.
//! The visitor [`record`](crate::record) has the same shape, so that one reader serves both.
//! A page's URL and a URL pattern never contain a line feed (WHATWG URL strips it), hence no escaping.

/// Begins a form; operand: its `form_id`.
pub const FORM: u8 = b'F';
/// Trigger `delay`; operand: milliseconds, decimal.
pub const DELAY: u8 = b'd';
/// Trigger `scroll_percentage`; operand: 0..=100, decimal.
pub const SCROLL_PERCENTAGE: u8 = b's';
/// Trigger `exit_intent`; no operand.
pub const EXIT_INTENT: u8 = b'x';
/// Targeting rule `device`; operand: the sum of the allowed [`Device`](crate::Device) bits, decimal.
pub const DEVICE: u8 = b'v';
/// Targeting rule `url`, one entry of the `allow_list`; operand: operator byte and value.
pub const URL_ALLOW: u8 = b'+';
/// Targeting rule `url`, one entry of the `deny_list`; operand: operator byte and value.
pub const URL_DENY: u8 = b'-';
/// Frequency cap after a close; operand: days, decimal.
pub const CAP_AFTER_CLOSE: u8 = b'k';
/// Frequency cap after a submit; operand: days, decimal.
pub const CAP_AFTER_SUBMIT: u8 = b'K';

/// URL operators: the first byte of the operand of [`URL_ALLOW`] and [`URL_DENY`].
pub mod url_operator {
    /// The value occurs anywhere in the URL.
    pub const CONTAINS: u8 = b'c';
    /// The URL is the value.
    pub const EQUALS: u8 = b'e';
    /// The URL begins with the value.
    pub const STARTS_WITH: u8 = b's';
    /// The URL ends with the value.
    pub const ENDS_WITH: u8 = b'n';
}

/// The most forms that one program may hold: form indices travel as bits of a `u32`.
pub const MAX_FORMS: usize = 32;

/// Splits a text into its lines as (opcode, operand); empty lines are skipped.
pub fn instructions(text: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    text.split(|&byte| byte == b'\n')
        .filter_map(|line| line.split_first())
        .map(|(&opcode, operand)| (opcode, operand))
}

/// Splits a program or a record into its forms, as (form id, the form's own lines).
pub fn forms(text: &[u8]) -> Forms<'_> {
    Forms { rest: text }
}

/// Iterator of [`forms`].
#[derive(Debug)]
pub struct Forms<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Forms<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (first, rest) = self.rest.split_first()?;
        if *first != FORM {
            return None;
        }
        let (form_id, rest) = split_at_line_end(rest);
        let mut end = rest;
        while let Some((&opcode, _)) = end.split_first() {
            if opcode == FORM {
                break;
            }
            end = split_at_line_end(end).1;
        }
        let (body, next) = rest.split_at_checked(rest.len() - end.len())?;
        self.rest = next;
        Some((form_id, body))
    }
}

/// Reads a decimal operand; anything but a digit ends it, too large saturates.
pub fn number(operand: &[u8]) -> u32 {
    operand
        .iter()
        .map(|byte| byte.wrapping_sub(b'0'))
        .take_while(|&digit| digit < 10)
        .fold(0, |value: u32, digit| {
            value.saturating_mul(10).saturating_add(digit.into())
        })
}

fn split_at_line_end(text: &[u8]) -> (&[u8], &[u8]) {
    let mut parts = text.splitn(2, |&byte| byte == b'\n');
    (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn splits_a_program_into_forms_and_instructions() {
        let program = b"Fwelcome\nd5000\nx\nFsecond1\ns30\n";
        let read: Vec<_> = forms(program).collect();
        assert_eq!(
            read,
            [
                (&b"welcome"[..], &b"d5000\nx\n"[..]),
                (&b"second1"[..], &b"s30\n"[..])
            ]
        );
        let lines: Vec<_> = instructions(read[0].1).collect();
        assert_eq!(lines, [(DELAY, &b"5000"[..]), (EXIT_INTENT, &b""[..])]);
    }

    #[test]
    fn text_that_does_not_begin_with_a_form_has_none() {
        assert_eq!(forms(b"d5000\nFwelcome\n").count(), 0);
        assert_eq!(forms(b"").count(), 0);
    }

    #[test]
    fn numbers_saturate_and_stop_at_the_first_other_byte() {
        assert_eq!(number(b"30"), 30);
        assert_eq!(number(b"30x1"), 30);
        assert_eq!(number(b""), 0);
        assert_eq!(number(b"99999999999"), u32::MAX);
    }
}
