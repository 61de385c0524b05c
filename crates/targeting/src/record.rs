//! The visitor record: what this visitor did to which form; at most 1,024 bytes in first-party storage.
//!
//! ```text
//! record = *header *("F" form-id LF ["c" unix-seconds LF] ["s" unix-seconds LF] ["v" count LF])
//! ```
//!
//! Header lines are the page's own (a number of visits, say), and are kept as they are.
//! The form settled last stands last; where a record would grow over its limit, the oldest forms go.

use crate::program::{self, FORM};

/// The most bytes that a record may have (`localStorage dormouse:1:<site>:v`).
pub const MAX_BYTES: usize = 1_024;

/// Opcode of the line that holds the time of the last close.
const CLOSED: u8 = b'c';
/// Opcode of the line that holds the time of the last submit.
const SUBMITTED: u8 = b's';

/// Opcode of the line that holds how often the form was displayed.
const VIEWS: u8 = b'v';

/// Most digits of a number.
pub(crate) const DIGITS: usize = 10;

/// Bytes of one form beside its id: the end of a line that has none, `F`, a line feed, and three lines of opcode, digits
/// and line feed.
const ENTRY_BYTES: usize = 1 + 2 + 3 * (DIGITS + 2);

/// What a visitor did to one form; unix seconds, 0 = never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Time of the last close.
    pub closed_at: u32,
    /// Time of the last submit.
    pub submitted_at: u32,
    /// How often it was displayed; counted only for forms with a cap on it.
    pub views: u32,
}

/// Finds a form in the record.
pub fn find(record: &[u8], form_id: &[u8]) -> Settled {
    program::forms(record)
        .filter(|form| form.operand == form_id)
        .fold(Settled::default(), |_, form| read(form.body))
}

/// Time of the last close or submit of any form.
pub fn last_settled_at(record: &[u8]) -> u32 {
    program::forms(record)
        .map(|form| read(form.body))
        .fold(0, |last, settled| {
            last.max(settled.closed_at).max(settled.submitted_at)
        })
}

fn read(lines: &[u8]) -> Settled {
    let mut settled = Settled::default();
    for (opcode, operand) in program::instructions(lines) {
        let number = program::number(operand);
        match opcode {
            CLOSED => settled.closed_at = number,
            SUBMITTED => settled.submitted_at = number,
            VIEWS => settled.views = number,
            _ => {}
        }
    }
    settled
}

/// Writes the record again, with one form settled anew, and returns the number of bytes written to `out`.
///
/// Lines that this build does not know go with their form.
pub fn update(record: &[u8], form_id: &[u8], settled: Settled, out: &mut [u8]) -> usize {
    let forms = program::skip_to_head(record, &[FORM]);
    let header = program::before(record, forms);
    let room = out
        .len()
        .saturating_sub(header.len() + form_id.len() + ENTRY_BYTES);
    let others = || program::forms(forms).filter(|form| form.operand != form_id);
    let size_bytes = |form: &program::Section<'_>| form.operand.len() + form.body.len() + 2;
    let mut remaining: usize = others().map(|form| size_bytes(&form)).sum();

    let mut writer = Writer { out, len: 0 };
    writer.bytes(header);
    // The newest forms stand last, so what has to go is a prefix: write once all that remains fits.
    for form in others() {
        if remaining <= room {
            writer.head(form.operand);
            writer.bytes(form.body);
        }
        remaining -= size_bytes(&form);
    }
    writer.head(form_id);
    writer.line(CLOSED, settled.closed_at);
    writer.line(SUBMITTED, settled.submitted_at);
    writer.line(VIEWS, settled.views);
    writer.len
}

/// A number in decimal.
pub(crate) fn decimal(number: u32, digits: &mut [u8; DIGITS]) -> &[u8] {
    let mut rest = number;
    let mut at = DIGITS;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        at -= 1;
        if rest == 0 {
            break;
        }
    }
    digits.get(at..).unwrap_or_default()
}

/// Writes into a buffer; what does not fit is left out.
struct Writer<'a> {
    out: &'a mut [u8],
    len: usize,
}

impl Writer<'_> {
    fn head(&mut self, form_id: &[u8]) {
        // A record that somebody else cut off must not swallow the line.
        let written = self.out.get(..self.len).unwrap_or_default();
        if written.last().is_some_and(|&last| last != b'\n') {
            self.bytes(b"\n");
        }
        self.bytes(&[FORM]);
        self.bytes(form_id);
        self.bytes(b"\n");
    }

    fn line(&mut self, opcode: u8, number: u32) {
        if number != 0 {
            self.bytes(&[opcode]);
            self.bytes(decimal(number, &mut [0; DIGITS]));
            self.bytes(b"\n");
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if let Some(place) = self.out.get_mut(self.len) {
                *place = byte;
                self.len += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    fn updated(record: &str, form_id: &str, settled: Settled) -> String {
        let mut out = [0; MAX_BYTES];
        let len = update(record.as_bytes(), form_id.as_bytes(), settled, &mut out);
        String::from_utf8(out[..len].to_vec()).unwrap()
    }

    const CLOSED_NOW: Settled = Settled {
        closed_at: 1_800_000_000,
        submitted_at: 0,
        views: 0,
    };

    #[test]
    fn writes_what_it_finds_again() {
        let record = updated("", "welcome", CLOSED_NOW);
        assert_eq!(record, "Fwelcome\nc1800000000\n");
        assert_eq!(find(record.as_bytes(), b"welcome"), CLOSED_NOW);
        assert_eq!(find(record.as_bytes(), b"another"), Settled::default());
    }

    #[test]
    fn replaces_a_form_and_puts_it_last() {
        let both = Settled {
            closed_at: 12,
            submitted_at: 1_034,
            views: 3,
        };
        assert_eq!(
            updated("Fwelcome\nc9\nFanother\ns5\n", "welcome", both),
            "Fanother\ns5\nFwelcome\nc12\ns1034\nv3\n"
        );
    }

    #[test]
    fn drops_the_oldest_forms_when_it_would_grow_over_its_limit() {
        let mut record = String::new();
        for index in 0..100 {
            record = updated(&record, &std::format!("form{index:04}"), CLOSED_NOW);
            assert!(record.len() <= MAX_BYTES);
        }
        assert_eq!(find(record.as_bytes(), b"form0099"), CLOSED_NOW);
        assert_eq!(find(record.as_bytes(), b"form0060"), CLOSED_NOW);
        assert_eq!(find(record.as_bytes(), b"form0000"), Settled::default());
        assert!(record.starts_with("Fform"));
    }

    #[test]
    fn header_lines_are_kept() {
        assert_eq!(
            updated("n3\nFwelcome\nc9\n", "welcome", CLOSED_NOW),
            "n3\nFwelcome\nc1800000000\n"
        );
        assert_eq!(
            updated("n3\n", "welcome", CLOSED_NOW),
            "n3\nFwelcome\nc1800000000\n"
        );
    }

    #[test]
    fn what_was_cut_off_swallows_nothing() {
        assert_eq!(
            updated("n3\nFanother\nc9", "welcome", CLOSED_NOW),
            "n3\nFanother\nc9\nFwelcome\nc1800000000\n"
        );
        assert_eq!(
            updated("rubbish", "welcome", CLOSED_NOW),
            "rubbish\nFwelcome\nc1800000000\n"
        );
    }

    #[test]
    fn the_last_of_all_moments_is_found() {
        assert_eq!(last_settled_at(b"n9\nFwelcome\nc5\ns9\nFanother\nc7\n"), 9);
        assert_eq!(last_settled_at(b""), 0);
    }

    #[test]
    fn numbers_are_written_in_decimal() {
        for number in [0, 7, 10, 4_294_967_295] {
            let mut digits = [0; DIGITS];
            let written = String::from_utf8(decimal(number, &mut digits).to_vec()).unwrap();
            assert_eq!(written, std::format!("{number}"));
        }
    }

    #[test]
    fn a_record_without_room_is_cut_off_and_still_read() {
        let header = "x".repeat(MAX_BYTES);
        assert_eq!(updated(&header, "welcome", CLOSED_NOW).len(), MAX_BYTES);
    }
}
