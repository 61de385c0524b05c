//! The compiled rules of a form: lines of text, read in place.
//!
//! ```text
//! form      = *line
//! line      = "A" LF                 ; triggers combine by all; by any without it
//!           | "O" LF                 ; targeting rules combine by any; by all without it
//!           | "W" LF                 ; the pause after a close also applies if asked for; the page reads this
//!           | group-kind code LF     ; begins a group: all of its conditions must hold
//!           | "?" fact LF            ; begins a condition of the group: its kind, one byte, then its name
//!           | "+" entry LF           ; entry of the condition's allow list
//!           | "-" entry LF           ; entry of its deny list
//! group-kind = "T"                   ; trigger
//!           | "R"                    ; targeting rule
//!           | "C"                    ; frequency cap
//!           | "N"                    ; frequency cap whose conditions must not all hold
//! entry     = "*" pattern            ; text, in which TAB matches any characters, also none
//!           | "#" [least] "," [most] ; whole number, both bounds included
//!           | "/" table              ; regular expression: see `regex`
//!           | "@" schedule           ; weekly hours, for a moment in unix seconds: see `schedule`
//! ```
//!
//! A condition holds if its fact is known, matches an entry of the allow list (if there are any), and no entry of the
//! deny list.
//! Texts that are compared contain no line feed: publishing refuses patterns with one, and a fact is only compared.

/// Triggers combine by *all*.
pub const ALL_TRIGGERS: u8 = b'A';
/// Targeting rules combine by *any*.
pub const ANY_RULE: u8 = b'O';
/// The pause after a close also applies when the form is asked for; the evaluation skips this line.
pub const CAPS_WHEN_ASKED: u8 = b'W';
/// Begins a trigger; operand: its code.
pub const TRIGGER: u8 = b'T';
/// Begins a targeting rule; operand: its code.
pub const RULE: u8 = b'R';
/// Begins a frequency cap; operand: its code.
pub const CAP: u8 = b'C';
/// Begins a frequency cap whose conditions must not all hold; operand: its code.
pub const CAP_NOT: u8 = b'N';
/// Begins a condition; operand: its [`fact`](crate::fact).
pub const CONDITION: u8 = b'?';
/// Entry of the allow list.
pub const ALLOW: u8 = b'+';
/// Entry of the deny list.
pub const DENY: u8 = b'-';

/// First byte of an entry that is a text pattern.
pub const PATTERN: u8 = b'*';
/// Matches any characters in a text pattern. No address has a tab, and publishing refuses one in a value.
pub const ANY_CHARACTERS: u8 = b'\t';
/// First byte of an entry that is a range of whole numbers.
pub const RANGE: u8 = b'#';
/// First byte of an entry that is a compiled regular expression.
pub const REGEX: u8 = b'/';
/// First byte of an entry that is a weekly schedule.
pub const SCHEDULE: u8 = b'@';

/// The most groups of a kind that one form may have: they travel as bits, of which one is taken.
pub const MAX_GROUPS: usize = 31;

/// Takes the first line off a text, as (first byte, operand); empty lines are skipped, and the end is (0, empty).
#[inline(never)]
pub fn next_line<'a>(text: &mut &'a [u8]) -> (u8, &'a [u8]) {
    while let Some((&head, line)) = text.split_first() {
        let mut rest = line;
        *text = rest;
        if head == b'\n' {
            continue;
        }
        let mut len = 0;
        while let Some((&byte, behind)) = rest.split_first() {
            rest = behind;
            if byte == b'\n' {
                break;
            }
            len += 1;
        }
        *text = rest;
        return (head, line.get(..len).unwrap_or_default());
    }
    (0, &[])
}

/// The lines of a program as (first byte, operand).
pub fn lines(text: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = text;
    core::iter::from_fn(move || Some(next_line(&mut rest)).filter(|&(head, _)| head != 0))
}

/// Takes a decimal number off a text, and the byte behind it, which is 0 at the end; too large saturates.
#[inline(never)]
pub(crate) fn take_number(text: &mut &[u8]) -> (u32, u8) {
    let mut number: u32 = 0;
    while let Some((&byte, rest)) = text.split_first() {
        *text = rest;
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return (number, byte);
        }
        number = number.saturating_mul(10).saturating_add(digit.into());
    }
    (number, 0)
}

/// Reads a decimal number; anything but a digit ends it, too large saturates.
pub fn number(text: &[u8]) -> u32 {
    take_number(&mut { text }).0
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn lines_are_taken_off_one_by_one() {
        let text = &b"Tdelay\n\n?t\n+#5,"[..];
        let lines: Vec<_> = lines(text).collect();
        assert_eq!(
            lines,
            [(TRIGGER, &b"delay"[..]), (CONDITION, b"t"), (ALLOW, b"#5,")]
        );
        assert_eq!(next_line(&mut &b"\n"[..]), (0, &b""[..]));
    }

    #[test]
    fn numbers_saturate_and_stop_at_the_first_other_byte() {
        let number = |text: &str| take_number(&mut text.as_bytes());
        assert_eq!(number("30"), (30, 0));
        assert_eq!(number("30,1"), (30, b','));
        assert_eq!(number(",1"), (0, b','));
        assert_eq!(number(""), (0, 0));
        assert_eq!(number("99999999999"), (u32::MAX, 0));
    }
}
