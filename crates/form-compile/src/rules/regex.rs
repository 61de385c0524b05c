//! Regular expressions as tables of the crate `targeting`, which walks them in linear time.
//!
//! An expression is searched for anywhere in the text, as JavaScript's `test` does; `^` and `$` are the text's ends.
//! Syntax: that of the crate [`regex`](https://docs.rs/regex/latest/regex/#syntax), which for what merchants write is
//! JavaScript's. `\w`, `\d`, `\s` and `\b` are ASCII, as they are there. There is no lookaround and no back-reference:
//! they cannot be matched in linear time.
//!
//! The way: [`syntax`] parses, `regex-automata` determinizes within bounds, [`automaton`] makes the result small,
//! [`table`] writes it. The bounds are on memory; they keep the worst expression at a tenth of a second.

use targeting::regex::MAX_TABLE_BYTES;

mod automaton;
mod syntax;
mod table;

/// Which bytes the texts have that an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// Addresses: printable ASCII. A character is a byte.
    Address,
    /// Any text in UTF-8.
    Text,
}

/// Why an expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// It is not in the syntax.
    #[error("is no regular expression: {0}")]
    Syntax(String),
    /// It needs what takes more than linear time.
    #[error(
        "has {0}, which cannot be matched in linear time; write it without, or use several patterns"
    )]
    NotRegular(&'static str),
    /// Its automaton does not fit the bounds of building.
    #[error("grows too large: {ADVICE}")]
    Unbounded,
    /// Its table is too long.
    #[error("takes a table of {0} bytes; {MAX_TABLE_BYTES} are allowed: {ADVICE}")]
    TooLong(String),
}

/// What to do about an expression that is too large.
const ADVICE: &str = "use shorter repetitions than `{n}` of many, less `.*` between alternatives, or several patterns";

/// Compiles an expression to a table.
pub(super) fn compile(expression: &str, alphabet: Alphabet) -> Result<String, Fault> {
    let parsed = syntax::parse(expression, alphabet)?;
    let automaton = automaton::build(&parsed, alphabet)?;
    table::write(&automaton)
}

#[cfg(test)]
mod tests;
