//! The visitor record: when this visitor closed or submitted which form; at most 1,024 bytes in first-party storage.
//!
//! ```text
//! record = *("F" form-id LF ["c" unix-seconds LF] ["s" unix-seconds LF])
//! ```
//!
//! The form settled last stands last; where a record would grow over its limit, the oldest forms go.

use crate::program::{self, FORM};

/// The most bytes that a record may have (`localStorage dormouse:1:<site>:v`).
pub const MAX_BYTES: usize = 1_024;

/// Opcode of the line that holds the time of the last close.
const CLOSED: u8 = b'c';
/// Opcode of the line that holds the time of the last submit.
const SUBMITTED: u8 = b's';

/// Bytes of one form beside its id: `F`, two line feeds, and two lines of opcode, ten digits and line feed; rounded up.
const ENTRY_BYTES: usize = 28;

/// What a visitor did to one form; unix seconds, 0 = never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Time of the last close.
    pub closed_at: u32,
    /// Time of the last submit.
    pub submitted_at: u32,
}

/// Finds a form in the record.
pub fn find(record: &[u8], form_id: &[u8]) -> Settled {
    let mut settled = Settled::default();
    for (id, lines) in program::forms(record) {
        if id == form_id {
            for (opcode, operand) in program::instructions(lines) {
                match opcode {
                    CLOSED => settled.closed_at = program::number(operand),
                    SUBMITTED => settled.submitted_at = program::number(operand),
                    _ => {}
                }
            }
        }
    }
    settled
}

/// Writes the record again, with one form settled anew, and returns the number of bytes written to `out`.
///
/// Lines that this build does not know go with their form; a record that cannot be read starts afresh.
pub fn update(record: &[u8], form_id: &[u8], settled: Settled, out: &mut [u8; MAX_BYTES]) -> usize {
    let room = MAX_BYTES.saturating_sub(form_id.len() + ENTRY_BYTES);
    let others = || program::forms(record).filter(|&(id, _)| id != form_id);
    let mut remaining: usize = others().map(|(id, lines)| size_bytes(id, lines)).sum();

    // The newest forms stand last, so what has to go is a prefix: write once all that remains fits.
    let mut writer = Writer { out, len: 0 };
    for (id, lines) in others() {
        if remaining <= room {
            writer.bytes(&[FORM]);
            writer.bytes(id);
            writer.bytes(b"\n");
            writer.bytes(lines);
        }
        remaining -= size_bytes(id, lines);
    }
    writer.form(form_id, settled);
    writer.len
}

fn size_bytes(form_id: &[u8], lines: &[u8]) -> usize {
    form_id.len() + lines.len() + 2
}

/// Writes into a fixed buffer; what does not fit is left out.
struct Writer<'a> {
    out: &'a mut [u8],
    len: usize,
}

impl Writer<'_> {
    fn form(&mut self, form_id: &[u8], settled: Settled) {
        self.bytes(&[FORM]);
        self.bytes(form_id);
        self.bytes(b"\n");
        self.moment(CLOSED, settled.closed_at);
        self.moment(SUBMITTED, settled.submitted_at);
    }

    fn moment(&mut self, opcode: u8, seconds: u32) {
        if seconds == 0 {
            return;
        }
        self.bytes(&[opcode]);
        let mut divisor = 1_000_000_000;
        while divisor > 0 {
            if seconds >= divisor {
                self.bytes(&[b'0' + (seconds / divisor % 10) as u8]);
            }
            divisor /= 10;
        }
        self.bytes(b"\n");
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
        };
        assert_eq!(
            updated("Fwelcome\nc9\nFanother\ns5\n", "welcome", both),
            "Fanother\ns5\nFwelcome\nc12\ns1034\n"
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
    fn a_record_that_cannot_be_read_starts_afresh() {
        assert_eq!(
            updated("{\"old\":1}", "welcome", CLOSED_NOW),
            "Fwelcome\nc1800000000\n"
        );
    }
}
