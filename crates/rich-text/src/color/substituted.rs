//! Colors that use a property of the page, `var(--brand)`, alone or as an argument. Only the page knows their values,
//! so browsers keep them as written. They are kept here if they contain only colors, math and numbers, which can
//! neither end a declaration nor load anything.

use cssparser::{Parser, Token};

use super::{
    calc, is_css_space,
    syntax::{COLOR_FUNCTIONS, MAX_DEPTH, nested},
};

/// Whether a value has a property of the page in it.
pub(super) fn has_property(value: &str) -> bool {
    value
        .as_bytes()
        .windows("var(".len())
        .any(|window| window.eq_ignore_ascii_case(b"var("))
}

/// The value, if it is one function that may be kept.
pub(super) fn css(value: &str) -> Option<&str> {
    let value = value.trim_matches(is_css_space);
    if !value.bytes().all(is_plain) || !is_closed(value) {
        return None;
    }
    let mut parser = Parser::new(value);
    let Ok(Token::Function(name)) = parser.next().cloned() else {
        return None;
    };
    let is_kept = is_function_kept(&name, &mut parser, 0) && parser.is_exhausted();
    is_kept.then_some(value)
}

/// No escapes and no non-ASCII letters: a less exact parser could read another name.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" \t\n\r\x0c(),.%#-_/+*".contains(&byte)
}

/// Whether all brackets are closed. The end of a sheet would close them, but the end of a declaration does not.
fn is_closed(value: &str) -> bool {
    let mut depth = 0_usize;
    for byte in value.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return false,
            b')' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

fn is_function_kept(name: &str, parser: &mut Parser<'_>, depth: usize) -> bool {
    let name = name.to_ascii_lowercase();
    let is_property = name == "var";
    let is_known = is_property || COLOR_FUNCTIONS.contains(&name.as_str()) || calc::is_math(&name);
    is_known
        && depth < MAX_DEPTH
        && nested(parser, |inner| {
            let is_kept =
                (!is_property || begins_with_property(inner)) && are_kept(inner, depth + 1);
            is_kept.then_some(())
        })
        .is_some()
}

/// `--name`, and then a comma or nothing.
fn begins_with_property(parser: &mut Parser<'_>) -> bool {
    let is_name = |name: &str| {
        name.strip_prefix("--").is_some_and(|rest| {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        })
    };
    let has_name = matches!(parser.next(), Ok(Token::Ident(name)) if is_name(name));
    has_name && (parser.is_exhausted() || parser.expect_comma().is_ok())
}

fn are_kept(parser: &mut Parser<'_>, depth: usize) -> bool {
    while let Ok(token) = parser.next_including_whitespace_and_comments().cloned() {
        let is_kept = match token {
            Token::Ident(_)
            | Token::Number { .. }
            | Token::Percentage { .. }
            | Token::Dimension { .. }
            | Token::Hash(_)
            | Token::IDHash(_)
            | Token::Comma
            | Token::WhiteSpace(_)
            | Token::Delim('+' | '-' | '*' | '/') => true,
            Token::Function(name) => is_function_kept(&name, parser, depth),
            Token::ParenthesisBlock if depth < MAX_DEPTH => {
                nested(parser, |inner| are_kept(inner, depth + 1).then_some(())).is_some()
            }
            _ => false,
        };
        if !is_kept {
            return false;
        }
    }
    true
}
