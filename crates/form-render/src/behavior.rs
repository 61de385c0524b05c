//! Reads the behavior table of a bundle; `form-compile/src/behavior.rs` writes it and describes its grammar.

use answers::{Kind, Rule};

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    pub(crate) rule: Rule,
    pub(crate) property_name: &'a [u8],
    pub(crate) message_required: &'a [u8],
    pub(crate) message_invalid: &'a [u8],
}

/// A text that the visitor agrees to by submitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Consent<'a> {
    pub(crate) channel: &'static [u8],
    pub(crate) block_id: &'a [u8],
}

/// The action of a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    NextStep,
    Close,
    Redirect(&'a [u8]),
}

/// A button with its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Button<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) submit: bool,
}

/// One line of the behavior table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry<'a> {
    Field(Field<'a>),
    Consent(Consent<'a>),
    Button(Button<'a>),
}

/// The table's entries with the index of their step; a line that this build does not know is skipped.
pub(crate) fn entries(table: &[u8]) -> impl Iterator<Item = (usize, Entry<'_>)> {
    let mut steps = 0_usize;
    lines(table).filter_map(move |line| {
        if line == b"s" {
            steps += 1;
        }
        Some((steps.checked_sub(1)?, entry(line)?))
    })
}

fn entry(line: &[u8]) -> Option<Entry<'_>> {
    let (head, mut rest) = cut(line, b'\t');
    let mut part = || {
        let (part, after) = cut(rest, b'\t');
        rest = after;
        part
    };
    let mut head = head.iter().copied();
    let entry = match head.next()? {
        b'f' => Entry::Field(Field {
            rule: Rule {
                kind: match head.next()? {
                    b'e' => Kind::Email,
                    _ => Kind::Text,
                },
                required: head.next()? == b'1',
                max_length: number(head),
            },
            property_name: part(),
            message_required: part(),
            message_invalid: part(),
        }),
        b'c' => Entry::Consent(Consent {
            channel: match head.next()? {
                b's' => b"sms",
                _ => b"email",
            },
            block_id: part(),
        }),
        b'b' => {
            let target = head.next()?;
            Entry::Button(Button {
                submit: head.next()? == b'1',
                target: match target {
                    b'n' => Target::NextStep,
                    b'r' => Target::Redirect(part()),
                    _ => Target::Close,
                },
            })
        }
        _ => return None,
    };
    Some(entry)
}

fn number(digits: impl Iterator<Item = u8>) -> u32 {
    digits.fold(0, |value: u32, byte| {
        value
            .wrapping_mul(10)
            .wrapping_add(byte.wrapping_sub(b'0').into())
    })
}

/// The lines of a text; one after its last line feed is not one.
pub(crate) fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = cut(rest, b'\n');
        rest = after;
        Some(line)
    })
}

/// Splits a text at the first occurrence of a byte and drops the byte; without one, the first half is the whole text.
#[inline(never)]
fn cut(text: &[u8], at: u8) -> (&[u8], &[u8]) {
    let mut parts = text.splitn(2, |&byte| byte == at);
    (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_kind_of_entry_with_its_step() {
        let table = b"s\nfe1254\temail\tWhich?\tNo address\nce\tterms\nbn1\t\ns\nbr0\t/thanks\n?\n";
        let read: Vec<_> = entries(table).collect();
        let field = Field {
            rule: Rule {
                kind: Kind::Email,
                required: true,
                max_length: 254,
            },
            property_name: b"email",
            message_required: b"Which?",
            message_invalid: b"No address",
        };
        let consent = Consent {
            channel: b"email",
            block_id: b"terms",
        };
        let send = Button {
            target: Target::NextStep,
            submit: true,
        };
        let leave = Button {
            target: Target::Redirect(b"/thanks"),
            submit: false,
        };
        assert_eq!(
            read,
            [
                (0, Entry::Field(field)),
                (0, Entry::Consent(consent)),
                (0, Entry::Button(send)),
                (1, Entry::Button(leave)),
            ]
        );
    }

    #[test]
    fn invalid_lines_give_no_entries() {
        assert_eq!(entries(b"fe1254\temail").count(), 0);
        assert_eq!(entries("s\nf\nb\nc\n\u{1F43F}".as_bytes()).count(), 0);
    }
}
