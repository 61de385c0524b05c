//! Hides tokens from Markdown: their contents are not markup, and their spaces do not end an address.
//!
//! While a text is parsed, each token is one word of characters that no text can contain; after the parser it is put
//! back.

use std::borrow::Cow;

use pulldown_cmark::CowStr;

use crate::{line_ends::line_feeds, token};

/// Noncharacters, of which Unicode says that no text is interchanged with them.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// A source whose tokens are hidden.
#[derive(Debug)]
pub(super) struct Masked<'s> {
    pub(super) source: Cow<'s, str>,
    pub(super) tokens: Tokens,
}

/// The hidden tokens, as written.
#[derive(Debug)]
pub(super) struct Tokens(Vec<String>);

impl<'s> Masked<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        // NUL becomes U+FFFD everywhere: <https://spec.commonmark.org/0.31.2/#insecure-characters>.
        let is_replaced = |c: char| matches!(c, '\0' | OPEN | CLOSE);
        let source = if source.contains(is_replaced) {
            Cow::Owned(source.replace(is_replaced, "\u{fffd}"))
        } else {
            Cow::Borrowed(source)
        };
        let source = without_marks(line_feeds(source));
        let mut tokens = Vec::new();
        let masked = token::replaced(&source, |out, found| {
            out.push_str(&format!("{OPEN}{}{CLOSE}", tokens.len()));
            tokens.push(source[found.start..found.end].to_owned());
        });
        let masked = match masked {
            Cow::Owned(masked) => Cow::Owned(masked),
            Cow::Borrowed(_) => source,
        };
        Masked {
            source: masked,
            tokens: Tokens(tokens),
        }
    }
}

/// The source without byte order marks at the start of its lines, which concatenated files have. A heading with one
/// before it would not be a heading.
fn without_marks(source: Cow<'_, str>) -> Cow<'_, str> {
    const MARK: char = '\u{feff}';
    if !source.contains(MARK) {
        return source;
    }
    let lines = source.split_inclusive('\n');
    Cow::Owned(lines.map(|line| line.trim_start_matches(MARK)).collect())
}

impl Tokens {
    /// The text with its tokens.
    pub(super) fn put_back<'s>(&self, text: CowStr<'s>) -> CowStr<'s> {
        if !text.contains(OPEN) {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest: &str = &text;
        while let Some((before, behind)) = rest.split_once(OPEN) {
            out.push_str(before);
            let (number, behind) = behind.split_once(CLOSE).unwrap_or((behind, ""));
            let token = number.parse().ok().and_then(|it: usize| self.0.get(it));
            out.push_str(token.map_or("", String::as_str));
            rest = behind;
        }
        out.push_str(rest);
        CowStr::from(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_as_they_were() {
        let source = "a {{ b|default:\"*c*\" }} {{d}} {{ e";
        let masked = Masked::of(source);
        assert_eq!(masked.source, "a \u{fdd0}0\u{fdd1} \u{fdd0}1\u{fdd1} {{ e");
        let text = CowStr::from(masked.source.into_owned());
        assert_eq!(&*masked.tokens.put_back(text), source);
    }

    #[test]
    fn line_ends_become_line_feeds_and_marks_at_the_start_of_lines_are_removed() {
        let masked = Masked::of("\u{feff}# a\r\n\u{feff}\u{feff}b\rc \u{feff}d");
        assert_eq!(masked.source, "# a\nb\nc \u{feff}d");
    }

    #[test]
    fn no_source_text_can_contain_a_mask() {
        let masked = Masked::of("\u{fdd0}0\u{fdd1} {{ a }}\0");
        assert_eq!(masked.source, "\u{fffd}0\u{fffd} \u{fdd0}0\u{fdd1}\u{fffd}");
    }
}
