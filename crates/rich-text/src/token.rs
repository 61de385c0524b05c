//! Tokens: `{{ first_name|default:"friend" }}`, words that a page fills in.
//!
//! A token leaves as `<span data-v="first_name">friend</span>`; the page replaces its text, and never markup.

use std::borrow::Cow;

use crate::escape::push_html;

/// The longest name of a token, the same as of a property.
const MAX_NAME: usize = 64;

/// The longest default, in bytes.
const MAX_DEFAULT: usize = 200;

/// A token in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// Its start, in bytes.
    pub(crate) start: usize,
    /// Its end, in bytes.
    pub(crate) end: usize,
    /// `[A-Za-z][A-Za-z0-9_]{0,63}`: the property whose value replaces the token.
    pub(crate) name: &'t str,
    /// The text without a value.
    pub(crate) default: &'t str,
}

/// The tokens of a text in order. Anything that only looks like a token stays text.
pub(crate) fn find(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = text[from..].find("{{") {
            let start = from + offset;
            // `{{{` begins with a brace that is text.
            match parse(text, start) {
                Some(token) => {
                    from = token.end;
                    return Some(token);
                }
                None => from = start + 1,
            }
        }
        None
    })
}

/// Adds the placeholder that the page fills in for a token.
pub(crate) fn push_placeholder(out: &mut String, token: &Token<'_>) {
    out.push_str("<span data-v=\"");
    out.push_str(token.name);
    out.push_str("\">");
    push_html(out, token.default);
    out.push_str("</span>");
}

/// The text with each token replaced.
pub(crate) fn replaced<'t>(
    text: &'t str,
    mut replace: impl FnMut(&mut String, &Token<'t>),
) -> Cow<'t, str> {
    if !text.contains("{{") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut written = 0;
    for token in find(text) {
        out.push_str(&text[written..token.start]);
        replace(&mut out, &token);
        written = token.end;
    }
    out.push_str(&text[written..]);
    Cow::Owned(out)
}

/// The text with each token's default in its place, for places that cannot be filled in.
pub(crate) fn without(text: &str) -> Cow<'_, str> {
    replaced(text, |out, token| out.push_str(token.default))
}

fn parse(text: &str, start: usize) -> Option<Token<'_>> {
    let mut rest = Rest {
        text,
        at: start + 2,
    };
    rest.skip_spaces();
    let name = rest.name()?;
    rest.skip_spaces();
    let mut default = "";
    if rest.take("|") {
        rest.skip_spaces();
        rest.take("default").then_some(())?;
        rest.skip_spaces();
        rest.take(":").then_some(())?;
        rest.skip_spaces();
        default = rest.quoted()?;
        rest.skip_spaces();
    }
    rest.take("}}").then_some(Token {
        start,
        end: rest.at,
        name,
        default,
    })
}

/// The rest to parse.
struct Rest<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Rest<'t> {
    fn left(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Editors put spaces that do not break between words.
    fn skip_spaces(&mut self) {
        let left = self.left();
        let skipped = left.trim_start_matches([' ', '\t', '\u{a0}']);
        self.at += left.len() - skipped.len();
    }

    fn take(&mut self, expected: &str) -> bool {
        let is_there = self.left().starts_with(expected);
        if is_there {
            self.at += expected.len();
        }
        is_there
    }

    fn name(&mut self) -> Option<&'t str> {
        let left = self.left();
        let len = left
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .take(MAX_NAME + 1)
            .count();
        let name = &left[..len];
        if len > MAX_NAME || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        self.at += len;
        Some(name)
    }

    /// A text in quotation marks, on one line; editors make typographic ones.
    fn quoted(&mut self) -> Option<&'t str> {
        let left = self.left();
        let open = left.chars().next()?;
        let close: &[char] = match open {
            '"' => &['"'],
            '\'' => &['\''],
            '\u{201c}' | '\u{201d}' => &['\u{201c}', '\u{201d}'],
            '\u{2018}' | '\u{2019}' => &['\u{2018}', '\u{2019}'],
            _ => return None,
        };
        let inside = &left[open.len_utf8()..];
        let window = match inside.char_indices().find(|(at, _)| *at > MAX_DEFAULT) {
            Some((at, _)) => &inside[..at],
            None => inside,
        };
        let len = window.find(close)?;
        if inside[..len].contains('\n') {
            return None;
        }
        let closing = inside[len..].chars().next().map_or(0, char::len_utf8);
        self.at += open.len_utf8() + len + closing;
        Some(&inside[..len])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = find(text)
            .map(|token| (token.name, token.default))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn tokens_are_found_however_they_are_spaced_and_quoted() {
        check("Hi {{ first_name }}!", &[("first_name", "")]);
        check(
            "{{name}}{{ other|default:'x' }}",
            &[("name", ""), ("other", "x")],
        );
        check("{{\u{a0}name | default : \"a b\" }}", &[("name", "a b")]);
        check("{{ name|default:“friend” }}", &[("name", "friend")]);
        check("{{{ name }}}", &[("name", "")]);
    }

    #[test]
    fn text_that_only_looks_like_a_token_stays() {
        for text in [
            "{{ }}",
            "{{ 1a }}",
            "{{ a b }}",
            "{{ a|upper }}",
            "{{ a|default:x }}",
            "{{ a|default:\"x }}",
            "{{ a }",
            "{ { a }}",
            "{{ a<b> }}",
        ] {
            check(text, &[]);
        }
        check(&format!("{{{{ {} }}}}", "a".repeat(65)), &[]);
    }

    #[test]
    fn a_long_run_of_braces_is_read_in_linear_time() {
        let text = "{{ a|default:\"".repeat(20_000);
        check(&text, &[]);
        check(&"{".repeat(100_000), &[]);
    }

    #[test]
    fn a_placeholder_escapes_its_default() {
        let text = "{{ a|default:\"<b>&\" }}";
        let token = find(text).next().unwrap();
        let mut out = String::new();
        push_placeholder(&mut out, &token);
        assert_eq!(out, r#"<span data-v="a">&lt;b&gt;&amp;</span>"#);
    }
}
