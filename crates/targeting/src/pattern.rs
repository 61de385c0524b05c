//! Text patterns: a text with [`ANY_CHARACTERS`] where any characters may be.
//!
//! All operators on texts are patterns: `contains` has the mark at both ends, `starts_with` at the end, `equals`
//! nowhere.
//! Comparison is exact, byte for byte.

use crate::program::ANY_CHARACTERS;

/// Whether a pattern matches the whole text, in time proportional to their product at worst.
///
/// A mark takes as few characters as possible. If the rest does not match, only the last mark takes more, because
/// everything before it has already matched as early as possible.
pub(crate) fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let mut pattern = pattern;
    let mut text = text;
    // The pattern after the last mark, and the text where it was tried.
    let mut retry: Option<(&[u8], &[u8])> = None;
    loop {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => return true,
            (Some((&ANY_CHARACTERS, rest)), _) => {
                pattern = rest;
                retry = Some((rest, text));
            }
            (Some((a, pattern_rest)), Some((b, text_rest))) if a == b => {
                pattern = pattern_rest;
                text = text_rest;
            }
            _ => {
                let Some((behind_mark, tried)) = retry else {
                    return false;
                };
                let Some((_, next)) = tried.split_first() else {
                    return false;
                };
                pattern = behind_mark;
                text = next;
                retry = Some((behind_mark, next));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::matches;
    use std::{format, string::String, vec, vec::Vec};

    const CART: &str = "https://shop.example/cart?step=2";

    #[track_caller]
    fn check(pattern: &str, text: &str, expect: bool) {
        let compiled = pattern.replace('*', "\t");
        assert_eq!(
            matches(compiled.as_bytes(), text.as_bytes()),
            expect,
            "{pattern} on {text}"
        );
    }

    #[test]
    fn a_pattern_without_a_mark_is_the_text() {
        check(CART, CART, true);
        check("https://shop.example/cart", CART, false);
        check("", "", true);
        check("", "a", false);
    }

    #[test]
    fn marks_make_contains_starts_and_ends() {
        check("*/cart*", CART, true);
        check("*/Cart*", CART, false);
        check("https://shop.example/*", CART, true);
        check("/cart*", CART, false);
        check("*step=2", CART, true);
        check("*/cart", CART, false);
        check("*", "", true);
        check("*abcdef*", "abc", false);
    }

    #[test]
    fn marks_in_the_middle_take_what_is_needed() {
        check("https://*.example/*?step=*", CART, true);
        check("*a*b*a", "aabba", true);
        check("*ab", "aab", true);
        check("a*a", "a", false);
        check("**", "x", true);
    }

    /// The definition, without any thought of time.
    fn naive(pattern: &[u8], text: &[u8]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some((b'\t', rest)) => (0..=text.len()).any(|taken| naive(rest, &text[taken..])),
            Some((byte, rest)) => text.first() == Some(byte) && naive(rest, &text[1..]),
        }
    }

    /// All texts over an alphabet, up to a length.
    fn texts(alphabet: &[u8], longest: usize) -> Vec<Vec<u8>> {
        let mut all = vec![Vec::new()];
        let mut from = 0;
        for _ in 0..longest {
            let to = all.len();
            for index in from..to {
                for &byte in alphabet {
                    let mut longer = all[index].clone();
                    longer.push(byte);
                    all.push(longer);
                }
            }
            from = to;
        }
        all
    }

    #[test]
    fn every_short_pattern_on_every_short_text_is_as_defined() {
        let texts_of_two = texts(b"ab", 6);
        let mut compared = 0;
        for pattern in texts(b"ab\t", 6) {
            for text in &texts_of_two {
                assert_eq!(
                    matches(&pattern, text),
                    naive(&pattern, text),
                    "{:?} on {:?}",
                    String::from_utf8_lossy(&pattern),
                    String::from_utf8_lossy(text)
                );
                compared += 1;
            }
        }
        assert!(compared > 100_000, "{}", format!("only {compared}"));
    }
}
