//! Ranges of whole numbers: `least,most`, either of which may be left out.

use crate::program::take_number;

/// Whether a text begins with a whole number in the range; false for a text without one, such as an empty one.
///
/// Text after the whole number is ignored: `49.90` is 49.
pub(crate) fn matches(range: &[u8], text: &[u8]) -> bool {
    let mut bounds = range;
    let (least, _) = take_number(&mut bounds);
    let (most, _) = take_number(&mut { bounds });
    let (value, _) = take_number(&mut { text });
    text.first().is_some_and(u8::is_ascii_digit)
        && value >= least
        && (bounds.is_empty() || value <= most)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[track_caller]
    fn check(range: &[u8], text: &[u8], expect: bool) {
        assert_eq!(
            matches(range, text),
            expect,
            "{} in {}",
            text.escape_ascii(),
            range.escape_ascii()
        );
    }

    #[test]
    fn both_bounds_are_included() {
        check(b"3,5", b"2", false);
        check(b"3,5", b"3", true);
        check(b"3,5", b"5", true);
        check(b"3,5", b"6", false);
    }

    #[test]
    fn a_bound_that_is_left_out_is_open() {
        check(b"3,", b"4000000000", true);
        check(b",5", b"0", true);
        check(b",5", b"6", false);
        check(b",", b"0", true);
    }

    #[test]
    fn a_text_without_a_number_is_in_no_range() {
        check(b",", b"", false);
        check(b",", b"-3", false);
        check(b",", b"many", false);
        check(b"49,49", b"49.90", true);
    }
}
