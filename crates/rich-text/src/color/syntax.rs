//! Helpers that the color parsers share.

use cssparser::{ParseError, Parser};

/// How deep functions and brackets may be nested; real colors need at most four levels.
pub(super) const MAX_DEPTH: usize = 16;

/// The CSS functions that are colors, in lower case.
/// Source: [CSS Color 4](https://www.w3.org/TR/css-color-4/#color-functions) and
/// [5](https://www.w3.org/TR/css-color-5/).
pub const COLOR_FUNCTIONS: [&str; 13] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "light-dark",
    "contrast-color",
];

/// Reads the whole block whose start was read last.
pub(super) fn nested<'i, T>(
    parser: &mut Parser<'i>,
    read: impl FnOnce(&mut Parser<'i>) -> Option<T>,
) -> Option<T> {
    let read = |inner: &mut Parser<'i>| -> Result<T, ParseError<()>> {
        let value = read(inner).filter(|_| inner.is_exhausted());
        value.ok_or_else(ParseError::unexpected_token)
    };
    parser.parse_nested_block(read).ok()
}

/// A percentage as written; the tokenizer gives it as a share of 1 in 32 bits.
pub(super) fn percentage(share: f32) -> f64 {
    const PLACES: f64 = 1e4;
    (f64::from(share) * 100.0 * PLACES).round() / PLACES
}
