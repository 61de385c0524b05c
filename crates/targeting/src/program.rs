//! The compiled rules of a site: lines of text, read in place.
//!
//! ```text
//! program   = *form
//! form      = "F" form-id LF *line
//! line      = "A" LF                 ; triggers combine by all; by any without it
//!           | "O" LF                 ; targeting rules combine by any; by all without it
//!           | group-kind code LF     ; begins a group: its conditions all have to hold
//!           | "?" fact LF            ; begins a condition of the group: its kind, one byte, then its name
//!           | "+" entry LF           ; entry of the condition's allow list
//!           | "-" entry LF           ; entry of its deny list
//! group-kind = "T"                   ; trigger
//!           | "R"                    ; targeting rule
//!           | "C"                    ; frequency cap
//!           | "N"                    ; frequency cap whose conditions must not all hold
//! entry     = "*" pattern            ; text, in which TAB stands for any characters, also none
//!           | "#" [least] "," [most] ; whole number, both bounds included
//!           | "/" table              ; regular expression: see `regex`
//!           | "@" schedule           ; weekly hours, for a moment in unix seconds: see `schedule`
//! ```
//!
//! A condition holds when its fact is known, matches an entry of the allow list (if there is any), and none of the deny list.
//! The visitor [`record`](crate::record) has lines of the same kind, so that one reader serves both.
//! Whatever is compared has no line feed: publishing refuses patterns with one, and a fact is only compared.

/// Begins a form; operand: its `form_id`.
pub const FORM: u8 = b'F';
/// Triggers combine by *all*.
pub const ALL_TRIGGERS: u8 = b'A';
/// Targeting rules combine by *any*.
pub const ANY_RULE: u8 = b'O';
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
/// Stands for any characters in a text pattern. No address has a tab, and publishing refuses one in a value.
pub const ANY_CHARACTERS: u8 = b'\t';
/// First byte of an entry that is a range of whole numbers.
pub const RANGE: u8 = b'#';
/// First byte of an entry that is a compiled regular expression.
pub const REGEX: u8 = b'/';
/// First byte of an entry that is a weekly schedule.
pub const SCHEDULE: u8 = b'@';

/// The most forms that one program may hold: form indices travel as bits of a `u32`.
pub const MAX_FORMS: usize = 32;

/// The most groups that one form may have, for the same reason.
pub const MAX_GROUPS: usize = 32;

/// Splits a text into its lines as (first byte, operand); empty lines are skipped.
pub fn instructions(text: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    text.split(|&byte| byte == b'\n')
        .filter_map(|line| line.split_first())
        .map(|(&opcode, operand)| (opcode, operand))
}

/// A line, and the lines below it that belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// First byte of the line.
    pub head: u8,
    /// The rest of the line.
    pub operand: &'a [u8],
    /// The lines below, up to the next section.
    pub body: &'a [u8],
}

/// Splits a program or a record into its forms; lines before the first are skipped.
pub fn forms(text: &[u8]) -> Sections<'_> {
    sections(text, &[FORM])
}

/// Splits the lines of a form into its groups; lines before the first are skipped.
pub fn groups(lines: &[u8]) -> Sections<'_> {
    sections(lines, &[TRIGGER, RULE, CAP, CAP_NOT])
}

/// Splits the lines of a group into its conditions.
pub fn conditions(group: &[u8]) -> Sections<'_> {
    sections(group, &[CONDITION])
}

/// Whether a line stands among those before the first group of a form.
pub fn has_flag(lines: &[u8], flag: u8) -> bool {
    let groups = groups(lines).rest;
    instructions(before(lines, groups)).any(|(opcode, _)| opcode == flag)
}

fn sections<'a>(text: &'a [u8], heads: &'static [u8]) -> Sections<'a> {
    Sections {
        rest: skip_to_head(text, heads),
        heads,
    }
}

/// Iterator over sections.
#[derive(Clone, Debug)]
pub struct Sections<'a> {
    rest: &'a [u8],
    heads: &'static [u8],
}

impl<'a> Iterator for Sections<'a> {
    type Item = Section<'a>;

    fn next(&mut self) -> Option<Section<'a>> {
        let (&head, rest) = self.rest.split_first()?;
        let (operand, below) = split_at_line_end(rest);
        self.rest = skip_to_head(below, self.heads);
        Some(Section {
            head,
            operand,
            body: before(below, self.rest),
        })
    }
}

/// The part of a text that begins at its first line with one of the heads.
pub(crate) fn skip_to_head<'a>(text: &'a [u8], heads: &[u8]) -> &'a [u8] {
    let mut rest = text;
    while let Some((first, _)) = rest.split_first() {
        if heads.contains(first) {
            break;
        }
        rest = split_at_line_end(rest).1;
    }
    rest
}

/// What stands in a text before one of its ends.
pub(crate) fn before<'a>(text: &'a [u8], end: &[u8]) -> &'a [u8] {
    text.get(..text.len() - end.len()).unwrap_or_default()
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

    const PROGRAM: &[u8] =
        b"Fwelcome\nA\nTdelay\n?t\n+#5,\nCcap\n?C\n-#0,\n?D\nFsecond1\nTexit_intent\n?X\n";

    fn heads_and_operands(sections: Sections<'_>) -> Vec<(char, &str)> {
        sections
            .map(|section| {
                let operand = core::str::from_utf8(section.operand).unwrap_or_default();
                (char::from(section.head), operand)
            })
            .collect()
    }

    #[test]
    fn splits_a_program_into_forms_groups_and_conditions() {
        assert_eq!(
            heads_and_operands(forms(PROGRAM)),
            [('F', "welcome"), ('F', "second1")]
        );
        let welcome = forms(PROGRAM).next().map_or(&b""[..], |form| form.body);
        assert_eq!(
            heads_and_operands(groups(welcome)),
            [('T', "delay"), ('C', "cap")]
        );
        let cap = groups(welcome).nth(1).map_or(&b""[..], |group| group.body);
        assert_eq!(
            heads_and_operands(conditions(cap)),
            [('?', "C"), ('?', "D")]
        );
        let bodies: Vec<_> = conditions(cap).map(|condition| condition.body).collect();
        assert_eq!(bodies, [&b"-#0,\n"[..], b""]);
    }

    #[test]
    fn flags_stand_before_the_first_group() {
        let mut forms = forms(PROGRAM).map(|form| has_flag(form.body, ALL_TRIGGERS));
        assert_eq!((forms.next(), forms.next()), (Some(true), Some(false)));
        assert!(!has_flag(b"Tdelay\nA\n", ALL_TRIGGERS));
    }

    #[test]
    fn lines_before_the_first_form_belong_to_none() {
        assert_eq!(
            heads_and_operands(forms(b"n3\ni1\nFwelcome\nc9\n")),
            [('F', "welcome")]
        );
        assert_eq!(forms(b"n3\n").count(), 0);
        assert_eq!(forms(b"").count(), 0);
    }

    #[test]
    fn a_last_line_without_its_end_is_read() {
        assert_eq!(heads_and_operands(forms(b"Fwelcome")), [('F', "welcome")]);
    }

    #[test]
    fn numbers_saturate_and_stop_at_the_first_other_byte() {
        assert_eq!(number(b"30"), 30);
        assert_eq!(number(b"30x1"), 30);
        assert_eq!(number(b""), 0);
        assert_eq!(number(b"99999999999"), u32::MAX);
    }
}
