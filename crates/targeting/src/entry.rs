//! One entry of an allow list or a deny list, against the text of a fact.

use crate::{pattern, program, range, regex, schedule};

/// Whether an entry matches; one of a kind that this build does not know never does.
pub(crate) fn matches(entry: &[u8], text: &[u8]) -> bool {
    let Some((&kind, operand)) = entry.split_first() else {
        return false;
    };
    match kind {
        program::PATTERN => pattern::matches(operand, text),
        program::RANGE => range::matches(operand, text),
        program::REGEX => regex::matches(operand, text),
        program::SCHEDULE => schedule::is_on(operand, program::number(text)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn an_entry_of_an_unknown_kind_never_matches() {
        assert!(!matches(b"", b""));
        assert!(!matches(b"!cart", b"cart"));
    }
}
