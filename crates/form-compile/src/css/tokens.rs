//! CSS as a flat list of tokens with matched blocks, and back: used for custom CSS and for the light DOM sheet. Syntax:
//! <https://drafts.csswg.org/css-syntax/>.

use cssparser::{Parser, ToCss, Token};

/// The maximum nesting of blocks; real style sheets need less.
const MAX_DEPTH: u8 = 32;

/// A position in a sheet, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// A token; comments are skipped.
#[derive(Clone, Debug)]
pub(super) struct Piece<'i> {
    pub(super) token: Token<'i>,
    pub(super) at: Place,
    /// For a token that opens a block or calls a function: the distance to the closing one, in pieces.
    pub(super) to_close: usize,
}

/// Why a text is not a valid sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: Place,
    pub(super) message: &'static str,
}

/// Reads a text into tokens. Errors that browsers would silently correct are faults.
pub(super) fn read(css: &str) -> Result<Vec<Piece<'_>>, Fault> {
    let mut parser = Parser::new(css);
    parser.set_nested_block_limit(MAX_DEPTH);
    let mut pieces = Vec::new();
    read_block(&mut parser, css, &mut pieces)?;
    Ok(pieces)
}

fn read_block<'i>(
    parser: &mut Parser<'i>,
    css: &'i str,
    pieces: &mut Vec<Piece<'i>>,
) -> Result<(), Fault> {
    loop {
        let start = parser.position();
        let location = parser.current_source_location();
        let at = Place {
            line: location.line + 1,
            column: location.column,
        };
        let fault = |message| Err(Fault { at, message });
        let Ok(token) = parser.next_including_whitespace_and_comments() else {
            return Ok(());
        };
        let token = token.clone();
        // Inside a function whose block is not entered yet this ends behind its opening bracket.
        let text = &css[start.byte_index()..parser.position().byte_index()];
        match &token {
            Token::Comment(_) if text.len() < 4 || !text.ends_with("*/") => {
                return fault("begins a comment that does not end");
            }
            Token::Comment(_) => {
                continue;
            }
            Token::BadString(_) => return fault("begins a string that does not end"),
            Token::QuotedString(_) if !is_closed(text) => {
                return fault("begins a string that does not end");
            }
            Token::BadUrl(_) => return fault("is an address that is not one"),
            Token::UnquotedUrl(_) if !text.ends_with(')') => {
                return fault("begins an address that does not end");
            }
            Token::CloseParenthesis | Token::CloseSquareBracket | Token::CloseCurlyBracket => {
                return fault("closes a bracket that is not open");
            }
            _ => {}
        }
        let Some(closing) = closing(&token) else {
            pieces.push(Piece {
                token,
                at,
                to_close: 0,
            });
            continue;
        };
        let opening = pieces.len();
        pieces.push(Piece {
            token,
            at,
            to_close: 0,
        });
        // The parser's own errors cannot contain ours.
        let mut inside = Ok(());
        let nested = parser.parse_nested_block(|parser| {
            inside = read_block(parser, css, pieces);
            let end = parser.position().byte_index();
            let is_closed = css[end..].starts_with(bracket(&closing));
            if inside.is_ok() && !is_closed {
                inside = Err(Fault {
                    at,
                    message: "opens a bracket that is not closed",
                });
            }
            Ok::<_, cssparser::ParseError<()>>(())
        });
        inside?;
        if nested.is_err() {
            return fault("is nested deeper than 32 brackets");
        }
        pieces[opening].to_close = pieces.len() - opening;
        pieces.push(Piece {
            token: closing,
            at,
            to_close: 0,
        });
    }
}

/// Whether a string, as written in the sheet, ends with its own quote.
fn is_closed(text: &str) -> bool {
    let mut characters = text.chars();
    let quote = characters.next();
    let mut is_escaped = false;
    let mut ends = false;
    for character in characters {
        ends = !is_escaped && Some(character) == quote;
        is_escaped = !is_escaped && character == '\\';
    }
    ends
}

fn closing(token: &Token<'_>) -> Option<Token<'static>> {
    match token {
        Token::Function(_) | Token::ParenthesisBlock => Some(Token::CloseParenthesis),
        Token::SquareBracketBlock => Some(Token::CloseSquareBracket),
        Token::CurlyBracketBlock => Some(Token::CloseCurlyBracket),
        _ => None,
    }
}

fn bracket(closing: &Token<'_>) -> char {
    match closing {
        Token::CloseSquareBracket => ']',
        Token::CloseCurlyBracket => '}',
        _ => ')',
    }
}

/// Writes tokens, as short as they mean the same.
pub(super) fn write(pieces: &[Piece<'_>]) -> String {
    let mut css = String::new();
    let mut before: Option<&Token<'_>> = None;
    for piece in trim(pieces) {
        if let Token::WhiteSpace(_) = piece.token {
            if !matches!(before, Some(Token::WhiteSpace(_))) {
                css.push(' ');
            }
        } else {
            let needs_separator = before.is_some_and(|before| {
                before
                    .serialization_type()
                    .needs_separator_when_before(piece.token.serialization_type())
            });
            if needs_separator {
                css.push_str("/**/");
            }
            // Writing to a string does not fail.
            let _ = piece.token.to_css(&mut css);
        }
        before = Some(&piece.token);
    }
    css
}

/// Without white space at both ends.
pub(super) fn trim<'a, 'i>(mut pieces: &'a [Piece<'i>]) -> &'a [Piece<'i>] {
    while let [first, rest @ ..] = pieces
        && is_space(first)
    {
        pieces = rest;
    }
    while let [rest @ .., last] = pieces
        && is_space(last)
    {
        pieces = rest;
    }
    pieces
}

pub(super) fn is_space(piece: &Piece<'_>) -> bool {
    matches!(piece.token, Token::WhiteSpace(_))
}

/// Splits tokens at separators outside of brackets.
pub(super) fn split<'a, 'i>(
    pieces: &'a [Piece<'i>],
    separates: impl Fn(&Token<'i>) -> bool,
) -> Vec<&'a [Piece<'i>]> {
    let mut parts = Vec::new();
    let (mut start, mut index) = (0, 0);
    while index < pieces.len() {
        if separates(&pieces[index].token) {
            parts.push(&pieces[start..index]);
            start = index + 1;
        }
        index += 1 + pieces[index].to_close;
    }
    parts.push(&pieces[start..]);
    parts
}

/// The content of the brackets that the piece at an index opens.
pub(super) fn inside<'a, 'i>(pieces: &'a [Piece<'i>], index: usize) -> &'a [Piece<'i>] {
    &pieces[index + 1..index + pieces[index].to_close]
}

/// One rule of a sheet.
#[derive(Debug)]
pub(super) enum Rule<'a, 'i> {
    /// A style rule: selectors and declarations.
    Style {
        selectors: &'a [Piece<'i>],
        body: &'a [Piece<'i>],
    },
    /// `@name prelude { body }`, or without a body and with a semicolon.
    At {
        name: &'a str,
        at: Place,
        prelude: &'a [Piece<'i>],
        body: Option<&'a [Piece<'i>]>,
    },
    /// An at-rule without a body.
    Broken(Place),
}

/// Divides a sheet, or the body of a rule like `@media`, into its rules.
pub(super) fn rules<'a, 'i>(pieces: &'a [Piece<'i>]) -> Vec<Rule<'a, 'i>> {
    let mut rules = Vec::new();
    let mut rest = trim(pieces);
    while let Some(first) = rest.first() {
        let keyword = match &first.token {
            Token::AtKeyword(name) => Some(&**name),
            _ => None,
        };
        let mut end = 0;
        while end < rest.len()
            && rest[end].token != Token::CurlyBracketBlock
            && (keyword.is_none() || rest[end].token != Token::Semicolon)
        {
            end += 1 + rest[end].to_close;
        }
        let body = rest
            .get(end)
            .filter(|piece| piece.token == Token::CurlyBracketBlock)
            .map(|_| inside(rest, end));
        rules.push(match (keyword, body) {
            (Some(name), body) => Rule::At {
                name,
                at: first.at,
                prelude: trim(&rest[1..end]),
                body,
            },
            (None, Some(body)) => Rule::Style {
                selectors: trim(&rest[..end]),
                body,
            },
            (None, None) => Rule::Broken(first.at),
        });
        let skipped = rest.get(end).map_or(0, |piece| 1 + piece.to_close);
        rest = trim(&rest[(end + skipped).min(rest.len())..]);
    }
    rules
}

/// One declaration.
#[derive(Debug)]
pub(super) struct Declaration<'a, 'i> {
    pub(super) property: &'a str,
    pub(super) at: Place,
    pub(super) value: &'a [Piece<'i>],
    pub(super) is_important: bool,
}

/// Splits the body of a style rule into its declarations; anything else is reported with its position.
pub(super) fn declarations<'a, 'i>(
    body: &'a [Piece<'i>],
) -> Vec<Result<Declaration<'a, 'i>, Place>> {
    let mut declarations = Vec::new();
    for part in split(body, |token| *token == Token::Semicolon) {
        let part = trim(part);
        let Some(first) = part.first() else {
            continue;
        };
        let Token::Ident(property) = &first.token else {
            declarations.push(Err(first.at));
            continue;
        };
        let rest = trim(&part[1..]);
        let Some((Token::Colon, value)) = rest.split_first().map(|(piece, v)| (&piece.token, v))
        else {
            declarations.push(Err(first.at));
            continue;
        };
        let (value, is_important) = without_important(trim(value));
        declarations.push(Ok(Declaration {
            property,
            at: first.at,
            value,
            is_important,
        }));
    }
    declarations
}

fn without_important<'a, 'i>(value: &'a [Piece<'i>]) -> (&'a [Piece<'i>], bool) {
    if let [rest @ .., last] = value
        && matches!(&last.token, Token::Ident(name) if name.eq_ignore_ascii_case("important"))
        && let [rest @ .., mark] = trim(rest)
        && mark.token == Token::Delim('!')
    {
        return (trim(rest), true);
    }
    (value, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_written_as_they_were_read() {
        for css in [
            ".a{color:red}",
            "a > b::before{content:\"\\\"x\";margin:-1px calc(1px + 2px)}",
            "@media (min-width:641px){.c{padding:0}}",
        ] {
            assert_eq!(write(&read(css).unwrap()), css);
        }
        assert_eq!(write(&read("a/* b */b  c").unwrap()), "a/**/b c");
    }

    #[test]
    fn errors_that_browsers_would_correct_are_faults() {
        for (css, message) in [
            ("a{", "opens a bracket that is not closed"),
            ("a{b:(}", "closes a bracket that is not open"),
            ("(()", "opens a bracket that is not closed"),
            ("a}", "closes a bracket that is not open"),
            ("a{b:]}", "closes a bracket that is not open"),
            ("'abc", "begins a string that does not end"),
            ("'abc\\'", "begins a string that does not end"),
            ("'a\nb'", "begins a string that does not end"),
            ("/* a", "begins a comment that does not end"),
            ("/*/", "begins a comment that does not end"),
            ("url(a", "begins an address that does not end"),
        ] {
            assert_eq!(read(css).unwrap_err().message, message, "{css}");
        }
        let deep = "(".repeat(10_000) + &")".repeat(10_000);
        assert_eq!(
            read(&deep).unwrap_err().message,
            "is nested deeper than 32 brackets"
        );
    }

    #[test]
    fn rules_and_declarations_are_distinguished() {
        let pieces = read("@media x{a{b:c;d:e !important}}@import 'f';g:h").unwrap();
        let rules = rules(&pieces);
        assert_eq!(rules.len(), 3, "{rules:?}");
        let Rule::At {
            body: Some(body), ..
        } = rules[0]
        else {
            panic!("{rules:?}");
        };
        let inner = super::rules(body);
        let Rule::Style { body, .. } = inner[0] else {
            panic!("{inner:?}");
        };
        let declarations = declarations(body);
        assert_eq!(declarations.len(), 2);
        assert!(declarations[1].as_ref().unwrap().is_important);
        assert!(matches!(rules[2], Rule::Broken(_)));
    }
}
