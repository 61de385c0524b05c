//! Regular expressions as tables of the crate `targeting`, which walks them in linear time.
//!
//! An expression is searched for anywhere in the text, like JavaScript's `test`; `^` and `$` are the ends of the text.
//! The syntax is that of the crate [`regex`](https://docs.rs/regex/latest/regex/#syntax), which for typical expressions
//! is JavaScript's. `\w`, `\d`, `\s` and `\b` are ASCII, as in JavaScript. Lookaround and back-references are not
//! supported, because they cannot be matched in linear time.
//!
//! [`syntax`] parses, `regex-automata` determinizes within limits, [`automaton`] minimizes the result, [`table`] writes
//! it. The limits are on memory; they keep the worst expression at a tenth of a second.

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
    /// The syntax is invalid.
    #[error("is not a regular expression: {0}")]
    Syntax(String),
    /// It would take more than linear time.
    #[error(
        "has {0}, which cannot be matched in linear time; write it without, or use several patterns"
    )]
    NotRegular(&'static str),
    /// Its automaton does not fit the bounds of building.
    #[error("is a regular expression that is too large: {ADVICE}")]
    Unbounded,
    /// Its table is too long.
    #[error("takes a table of {0} bytes; {MAX_TABLE_BYTES} are allowed: {ADVICE}")]
    TooLong(String),
}

/// How to fix an expression that is too large.
const ADVICE: &str = "use shorter repetitions than `{n}` of many, less `.*` between alternatives, or several patterns";

/// Compiles an expression to a table.
pub(super) fn compile(expression: &str, alphabet: Alphabet) -> Result<String, Fault> {
    let parsed = syntax::parse(expression, alphabet)?;
    let automaton = automaton::build(&parsed, alphabet)?;
    table::write(&automaton)
}

#[cfg(test)]
mod tests;
