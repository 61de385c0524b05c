//! Compiled regular expressions: an automaton in printable ASCII, walked byte by byte.
//!
//! ```text
//! table  = *state                       ; the first one is where a text begins
//! state  = header target *move          ; the target is the state to try if no move fits: it comes before this one,
//!                                       ; or the text has no match
//! header = digit                        ; twice the number of moves, plus 1 if a text that ends here matches
//! move   = first-byte last-byte target  ; the first move whose range contains the byte is taken
//! target = digit digit                  ; position of a state in the table; the largest number: the text matches
//! ```
//!
//! A digit is `#` plus its value; a target has two of base 57, so that they need no quote and no backslash.
//! A byte below `{` is written as it is. Any other byte is written as a character from `{` on and a digit: the byte is
//! `{` plus their number in base 57, modulo 256.
//!
//! The fallback always leads towards the front, so a byte takes a limited number of steps, whatever the table contains.
//! Publishing builds tables in which it is at most eight.

/// The most bytes that a table may have.
pub const MAX_TABLE_BYTES: usize = 2_000;

/// Value of the first digit.
pub const DIGIT: u8 = b'#';

/// Base of the digits of a target, and of a byte that is not written as it is.
pub const BASE: usize = 57;

/// The target that means: the text has a match, whatever follows.
pub const MATCH: usize = BASE * BASE - 1;

/// From this byte on, bytes are written as two.
pub const ESCAPE: u8 = b'{';

/// Whether the text matches.
pub(crate) fn matches(table: &[u8], text: &[u8]) -> bool {
    let mut state = 0;
    for &byte in text {
        state = next(table, state, byte);
        if state >= MATCH {
            return state == MATCH;
        }
    }
    Reader { table, at: state }.digit() & 1 != 0
}

/// The state to which a byte leads; beyond [`MATCH`] if the text can no longer match.
fn next(table: &[u8], state: usize, byte: u8) -> usize {
    let mut at = state;
    loop {
        let mut reader = Reader { table, at };
        let moves = reader.digit() / 2;
        let other = reader.target();
        for _ in 0..moves {
            let is_above = byte >= reader.byte();
            let is_below = byte <= reader.byte();
            let target = reader.target();
            if is_above && is_below {
                return target;
            }
        }
        if other >= at {
            return MATCH + 1;
        }
        at = other;
    }
}

/// Reads a table from a position on; a missing digit has the value 0.
struct Reader<'a> {
    table: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn raw(&mut self) -> u8 {
        let byte = self.table.get(self.at);
        self.at += 1;
        byte.copied().unwrap_or(DIGIT)
    }

    fn digit(&mut self) -> usize {
        self.raw().wrapping_sub(DIGIT).into()
    }

    fn target(&mut self) -> usize {
        self.digit() * BASE + self.digit()
    }

    fn byte(&mut self) -> u8 {
        let byte = self.raw();
        if byte < ESCAPE {
            return byte;
        }
        let number = usize::from(byte - ESCAPE) * BASE + self.digit();
        ESCAPE.wrapping_add(number as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    /// `^ab$`, written by hand: three states, each with nothing before it to ask.
    const AB: &[u8] = b"%##aa#*%#*bb#1$#1";

    #[test]
    fn walks_from_state_to_state() {
        assert!(matches(AB, b"ab"));
        for text in [&b""[..], b"a", b"b", b"abc", b"aab"] {
            assert!(!matches(AB, text));
        }
    }

    #[test]
    fn bytes_that_are_not_printable_take_two() {
        // `}` and the digit `U`: 123 + 2 * 57 + 50 = 287, which is 31.
        assert!(matches(b"%##}U}U[[", &[31]));
        assert!(!matches(b"%##}U}U[[", &[30]));
        // `|` and the digit `2`: 123 + 57 + 15 = 195, the first byte of `é`.
        assert!(matches(b"%##|2|2[[", "é".as_bytes()));
    }

    #[test]
    fn no_table_of_rubbish_runs_on_or_breaks() {
        let text = [b'a'; 300];
        let mut state = 1_u32;
        let mut table = [0; 64];
        for _ in 0..20_000 {
            for byte in &mut table {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *byte = (state >> 24) as u8;
            }
            matches(&table, &text);
            for byte in &mut table {
                *byte = b'#' + *byte % 8;
            }
            matches(&table, &text);
        }
        assert!(!matches(b"", b""));
    }
}
