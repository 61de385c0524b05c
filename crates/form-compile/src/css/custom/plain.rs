//! Plain values: lengths and colors that mean the same whatever is around them.

use cssparser::{
    Token,
    color::{parse_hash_color, parse_named_color},
};

use super::name_of;
use crate::css::tokens::{Piece, inside, is_space};

/// The pieces of a value that say something, without commas and slashes.
pub(super) fn said<'a, 'i>(value: &'a [Piece<'i>]) -> impl Iterator<Item = &'a Piece<'i>> {
    value.iter().filter(|piece| {
        !is_space(piece) && !matches!(piece.token, Token::Comma | Token::Delim('/' | ','))
    })
}

/// A length in px; relative ones as with text of the usual size.
pub(super) fn px(piece: &Piece<'_>) -> Option<f32> {
    match &piece.token {
        Token::Number { value, .. } if *value == 0.0 => Some(0.0),
        Token::Dimension { value, unit, .. } => {
            let unit = unit.to_ascii_lowercase();
            let factor = match &unit[..] {
                "px" => 1.0,
                "em" | "rem" => 16.0,
                "pt" => 4.0 / 3.0,
                "ch" | "ex" => 8.0,
                _ => return None,
            };
            Some(value * factor)
        }
        _ => None,
    }
}

/// Whether a value consists of lengths from a least to a largest one, of shares up to a largest one, and of some words.
pub(super) fn are_lengths(
    value: &[Piece<'_>],
    least: f32,
    most: f32,
    most_share: f32,
    words: &[&str],
) -> bool {
    let least_share = if least < 0.0 { -most_share } else { 0.0 };
    !value.is_empty()
        && said(value).all(|piece| match &piece.token {
            Token::Ident(_) => is_word(piece, words),
            Token::Percentage { unit_value, .. } => (least_share..=most_share).contains(unit_value),
            _ => px(piece).is_some_and(|px| (least..=most).contains(&px)),
        })
}

/// Whether a piece is one of some words.
pub(super) fn is_word(piece: &Piece<'_>, words: &[&str]) -> bool {
    matches!(piece.token, Token::Ident(_))
        && name_of(&piece.token).is_some_and(|name| words.contains(&&name[..]))
}

/// Whether a value contains one of some words.
pub(super) fn is_word_in(value: &[Piece<'_>], words: &[&str]) -> bool {
    value.iter().any(|piece| is_word(piece, words))
}

/// Whether a value is words only, and which ones are refused.
pub(super) fn are_words(value: &[Piece<'_>], refused: &[&str]) -> bool {
    !value.is_empty()
        && said(value)
            .all(|piece| matches!(piece.token, Token::Ident(_)) && !is_word(piece, refused))
}

/// The red, green and blue channels.
type Color = (u8, u8, u8);

/// The color at an index of a value, if it is opaque: hex, a name, or `rgb()`.
fn opaque_at(value: &[Piece<'_>], index: usize) -> Option<Color> {
    match &value[index].token {
        Token::Hash(hex) | Token::IDHash(hex) => {
            let (red, green, blue, alpha) = parse_hash_color(hex.as_bytes()).ok()?;
            (alpha >= 1.0).then_some((red, green, blue))
        }
        Token::Ident(name) => parse_named_color(&name.to_ascii_lowercase()).ok(),
        Token::Function(name) if name.eq_ignore_ascii_case("rgb") => {
            let mut channels = Vec::new();
            for piece in inside(value, index) {
                match &piece.token {
                    Token::Number { value, .. } => channels.push(value.clamp(0.0, 255.0) as u8),
                    Token::Percentage { unit_value, .. } => {
                        channels.push((unit_value.clamp(0.0, 1.0) * 255.0) as u8);
                    }
                    Token::WhiteSpace(_) | Token::Comma => {}
                    _ => return None,
                }
            }
            match channels[..] {
                [red, green, blue] => Some((red, green, blue)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The color that a value is, if it is opaque.
pub(super) fn opaque(value: &[Piece<'_>]) -> Option<Color> {
    let first = value.first()?;
    (first.to_close + 1 == value.len())
        .then(|| opaque_at(value, 0))
        .flatten()
}

/// All opaque colors in a value.
pub(super) fn opaque_colors(value: &[Piece<'_>]) -> Vec<Color> {
    (0..value.len())
        .filter_map(|index| opaque_at(value, index))
        .collect()
}

/// The opacity of the color in a value, from 0 to 1; unknown notations count as opaque.
pub(super) fn opacity(value: &[Piece<'_>]) -> f32 {
    for (index, piece) in value.iter().enumerate() {
        match &piece.token {
            Token::Hash(hex) | Token::IDHash(hex) => {
                return parse_hash_color(hex.as_bytes()).map_or(1.0, |(.., alpha)| alpha);
            }
            Token::Function(_) => {
                let numbers: Vec<_> = said(inside(value, index))
                    .map(|piece| match &piece.token {
                        Token::Number { value, .. } => *value,
                        Token::Percentage { unit_value, .. } => *unit_value,
                        _ => 1.0,
                    })
                    .collect();
                return numbers.get(3).map_or(1.0, |alpha| alpha.clamp(0.0, 1.0));
            }
            _ => {}
        }
    }
    1.0
}

/// How much two colors differ, from 1 to 21, as WCAG 2.2 counts it.
pub(super) fn contrast(one: Color, other: Color) -> f32 {
    form_model::styles::contrast(one.into(), other.into())
}
