//! Which characters an answer may begin or end with, and which ones an email address may contain.
//!
//! Unicode 15.0 decides which characters are assigned, on the page and in the service, because every supported browser
//! knows at least that version (Chrome 111 and Firefox 115 have it). With one fixed version the two always agree: a
//! browser that is newer than the service cannot accept an address that the service then refuses.

/// Whether it is white space or invisible, and is therefore removed from both ends of an answer.
///
/// The Unicode properties `White_Space` and `Default_Ignorable_Code_Point`; both have been the same since Unicode 14.
/// Page side: `www/loader/src/render/answer.js`.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_ignorable(character)
}

/// Whether a text contains a character that is not allowed in email addresses: a control, format, private-use,
/// unassigned, separator or invisible one, or U+FFFD, which replaces lost text.
///
/// ```
/// assert!(!answers::holds_refused("käthe@müller.example"));
/// assert!(answers::holds_refused("ada@exa\u{200b}mple.com"));
/// ```
pub fn holds_refused(address: &str) -> bool {
    address.chars().any(is_refused)
}

/// `Default_Ignorable_Code_Point`: <https://www.unicode.org/Public/15.0.0/ucd/DerivedCoreProperties.txt>.
fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The refused characters: lengths of runs, in turn allowed and refused, from U+0000 on, in base 36 and separated by
/// spaces. After the last one everything is refused. The page reads the same file (`render/parts/address.js`).
const REFUSED: &str = include_str!("refused.txt");

/// Where each run of [`REFUSED`] ends, the last code point not included.
static ENDS: [u32; count_runs(REFUSED.as_bytes())] = ends(REFUSED.as_bytes());

fn is_refused(character: char) -> bool {
    let run = ENDS.partition_point(|&end| end <= u32::from(character));
    run % 2 == 1 || run == ENDS.len()
}

const fn count_runs(table: &[u8]) -> usize {
    let (mut count, mut at) = (1, 0);
    while at < table.len() {
        count += (table[at] == b' ') as usize;
        at += 1;
    }
    count
}

const fn ends<const N: usize>(table: &[u8]) -> [u32; N] {
    let mut ends = [0; N];
    let (mut end, mut length, mut run, mut at) = (0, 0, 0, 0);
    while at < table.len() {
        match (table[at] as char).to_digit(36) {
            Some(digit) => length = length * 36 + digit,
            // A space, or the line feed at the end.
            None => {
                end += length;
                ends[run] = end;
                run += 1;
                length = 0;
            }
        }
        at += 1;
    }
    ends
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{fs, string::String, vec::Vec};

    use regex_syntax::hir::{Class, ClassUnicode, HirKind};

    use super::*;

    fn class(pattern: &str) -> ClassUnicode {
        match regex_syntax::parse(pattern).unwrap().into_kind() {
            HirKind::Class(Class::Unicode(class)) => class,
            _ => unreachable!("it is a class of characters"),
        }
    }

    fn holds(class: &ClassUnicode, character: char) -> bool {
        let found = class.ranges().binary_search_by(|range| {
            if range.end() < character {
                core::cmp::Ordering::Less
            } else if range.start() > character {
                core::cmp::Ordering::Greater
            } else {
                core::cmp::Ordering::Equal
            }
        });
        found.is_ok()
    }

    #[test]
    fn blank_is_white_space_and_what_unicode_calls_ignorable() {
        let blank = class(r"[\p{White_Space}\p{Default_Ignorable_Code_Point}]");
        for character in '\0'..=char::MAX {
            assert_eq!(
                is_blank(character),
                holds(&blank, character),
                "{character:?}"
            );
        }
    }

    /// The table as Unicode's data gives it; `UPDATE_REFUSED=1` writes it.
    #[test]
    fn the_table_has_all_characters_that_unicode_15_forbids_in_addresses() {
        let refused = class(r"[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\x{fffd}[^\p{age:15.0}]]");
        let mut runs = Vec::new();
        let mut end = 0;
        // A range spans the surrogates, which are not characters; the page refuses half a pair, too.
        for range in refused.ranges() {
            let (start, past) = (u32::from(range.start()), u32::from(range.end()) + 1);
            runs.extend([base36(start - end), base36(past - start)]);
            end = past;
        }
        runs.pop();
        let table = runs.join(" ") + "\n";
        if std::env::var_os("UPDATE_REFUSED").is_some() {
            fs::write(
                concat!(env!("CARGO_MANIFEST_DIR"), "/src/refused.txt"),
                &table,
            )
            .unwrap();
        }
        assert_eq!(REFUSED, table);
    }

    fn base36(mut number: u32) -> String {
        let mut digits = Vec::new();
        while number > 0 || digits.is_empty() {
            digits.extend(char::from_digit(number % 36, 36));
            number /= 36;
        }
        digits.into_iter().rev().collect()
    }

    #[test]
    fn no_address_contains_invisible_characters() {
        for refused in [
            '\0',
            '\u{85}',
            '\u{ad}',
            '\u{378}',
            '\u{200b}',
            '\u{2028}',
            '\u{202a}',
            '\u{3000}',
            '\u{d7ff}',
            '\u{e000}',
            '\u{fdd0}',
            '\u{feff}',
            '\u{fffd}',
            '\u{ffff}',
            '\u{e0041}',
            '\u{10ffff}',
            ' ',
            '\u{e01ef}',
            '\u{f0000}',
        ] {
            assert!(is_refused(refused), "{refused:?}");
        }
        for allowed in [
            'a',
            '@',
            'ä',
            'ẞ',
            'İ',
            'ſ',
            'я',
            '日',
            '\u{301}',
            '\u{1f43f}',
            '\u{323af}',
        ] {
            assert!(!is_refused(allowed), "{allowed:?}");
        }
    }
}
