//! Properties that can make an element cover others: small moves and scales are allowed.

use cssparser::Token;
use rich_text::COLOR_FUNCTIONS;

use super::{
    name_of, plain,
    plain::{are_lengths, is_word, said},
};
use crate::css::tokens::{Piece, inside, split};

/// Functions of pictures and timing, in which nothing is computed.
const PICTURES_AND_TIMING: [&str; 9] = [
    "url",
    "linear-gradient",
    "radial-gradient",
    "conic-gradient",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
    "repeating-conic-gradient",
    "cubic-bezier",
    "steps",
];

/// Whether a function computes nothing: colors, pictures and timing. The name may be in upper case.
pub(super) fn is_written_out(function: &str) -> bool {
    let name = &&function.to_ascii_lowercase()[..];
    COLOR_FUNCTIONS.contains(name) || PICTURES_AND_TIMING.contains(name)
}

/// The allowed shadows.
pub(super) const SHADOW: &str = "a shadow with an offset of up to 32px, a blur of up to 100px and a spread of up to 16px, as plain lengths";

/// The allowed alternative to a value with which an element could cover the rest; `None` if it could not.
pub(super) fn covers(property: &str, value: &[Piece<'_>]) -> Option<&'static str> {
    let property = ["-webkit-", "-moz-", "-ms-", "-o-"]
        .iter()
        .find_map(|prefix| property.strip_prefix(prefix))
        .unwrap_or(property);
    let is_one_of = |words: &[&str]| matches!(value, [piece] if is_word(piece, words));
    let (is_allowed, allowed) = match property {
        "position" => (
            is_one_of(&["static", "relative"]),
            "`static` and `relative`",
        ),
        "top" | "right" | "bottom" | "left" => (is_one_of(&["auto"]), "`auto`"),
        _ if property.starts_with("inset") => (is_one_of(&["auto"]), "`auto`"),
        "z-index" => (
            is_one_of(&["auto"])
                || matches!(value, [Piece { token: Token::Number { int_value: Some(index), .. }, .. }] if (0..=9).contains(index)),
            "0 to 9",
        ),
        _ if property == "margin" || property.starts_with("margin-") => (
            are_lengths(value, 0.0, 200.0, 0.5, &["auto"]),
            "0 to 200px, as plain lengths, up to 50%, and `auto`",
        ),
        "text-indent" | "word-spacing" | "letter-spacing" => (
            are_lengths(value, -8.0, 200.0, 0.5, &["normal", "inherit"]),
            "-8px to 200px, as plain lengths",
        ),
        "font-size" => (are_letters(value), "up to 200px, 25vw and 600%"),
        "line-height" => (
            matches!(value, [piece] if are_lines(piece)),
            "0.5 and more, 8px and more, as plain values",
        ),
        "font" => (
            are_letters(value)
                && split(value, |token| *token == Token::Delim('/'))
                    .get(1)
                    .is_none_or(|rest| said(rest).next().is_some_and(are_lines)),
            "letters of up to 200px and lines of 0.5 and more",
        ),
        "translate" => (are_moves(value), MOVES),
        "scale" => (is_one_of(&["none"]) || said(value).all(is_scale), SCALES),
        "zoom" => (is_one_of(&["normal"]) || said(value).all(is_scale), SCALES),
        "rotate" => (
            is_one_of(&["none"]) || matches!(value, [angle] if is_small_angle(angle)),
            "-15deg to 15deg",
        ),
        "transform" => (
            is_near_transform(value),
            "`translate()` of up to 200px or 100%, `scale()` of up to 1.5, `rotate()` and `skew()` of up to 15deg",
        ),
        _ if property.starts_with("offset") || property == "box-reflect" => {
            (false, "`translate` of up to 200px")
        }
        "all" => (
            is_one_of(&["unset", "initial", "revert", "revert-layer"]),
            "`unset`, `initial` and `revert`",
        ),
        "box-shadow" | "text-shadow" => (
            is_near_shadow(value) && far_layers(value).is_some_and(|layers| layers <= 2),
            "a shadow of up to 12px, or up to two of up to 32px that are at most half opaque, as plain lengths",
        ),
        "pointer-events" => (is_one_of(&["auto", "inherit"]), "`auto`"),
        "text-stroke" | "text-stroke-width" => (
            are_dimensions_within(value, 4.0),
            "up to 4px, as a plain length",
        ),
        "text-decoration" | "text-decoration-thickness" | "text-underline-offset" => (
            are_dimensions_within(value, 16.0) && !value.iter().any(is_percentage),
            "lines of up to 16px, as plain lengths",
        ),
        "column-rule" | "column-rule-width" => (
            are_dimensions_within(value, 24.0),
            "up to 24px, as a plain length",
        ),
        "outline" | "outline-width" | "outline-offset" => (
            are_dimensions_within(value, 24.0),
            "up to 24px, as a plain length",
        ),
        "filter" => (
            are_dimensions_within(value, 24.0),
            "up to 24px, as plain lengths",
        ),
        "backdrop-filter" => (
            are_dimensions_within(value, 64.0),
            "up to 64px, as plain lengths",
        ),
        _ if is_border_width(property) => (
            are_dimensions_within(value, 64.0),
            "up to 64px, as a plain length",
        ),
        "border-image-outset" => (false, "`border-image-slice` and `border-image-width`"),
        "border-image" => (
            value
                .iter()
                .filter(|piece| piece.token == Token::Delim('/'))
                .count()
                < 2,
            "a picture, a slice and a width",
        ),
        _ => return None,
    };
    (!is_allowed).then_some(allowed)
}

/// Whether a property says how thick a border is: a thick enough one pushes all else out of the panel.
fn is_border_width(property: &str) -> bool {
    let rest = property.strip_prefix("border");
    rest.is_some_and(|rest| {
        let says_else = ["radius", "color", "style", "collapse", "spacing", "outset"]
            .iter()
            .any(|end| rest.ends_with(end));
        !says_else && (!rest.starts_with("-image") || rest.ends_with("width"))
    })
}

const MOVES: &str = "up to 200px, as plain lengths, and up to 100%";
const SCALES: &str = "0 to 1.5";

fn are_moves(value: &[Piece<'_>]) -> bool {
    are_lengths(value, -200.0, 200.0, 1.0, &["none"])
}

fn is_scale(piece: &Piece<'_>) -> bool {
    matches!(piece.token, Token::Number { value, .. } if (0.0..=1.5).contains(&value))
        || matches!(piece.token, Token::Percentage { unit_value, .. } if (0.0..=1.5).contains(&unit_value))
}

fn is_small_angle(piece: &Piece<'_>) -> bool {
    match &piece.token {
        Token::Number { value, .. } => *value == 0.0,
        Token::Dimension { value, unit, .. } => {
            unit.eq_ignore_ascii_case("deg") && (-15.0..=15.0).contains(value)
        }
        _ => false,
    }
}

fn is_near_transform(value: &[Piece<'_>]) -> bool {
    if matches!(value, [piece] if is_word(piece, &["none"])) {
        return true;
    }
    let mut index = 0;
    while index < value.len() {
        let piece = &value[index];
        let is_near = match &piece.token {
            Token::WhiteSpace(_) => true,
            Token::Function(name) => {
                let arguments = inside(value, index);
                match &name.to_ascii_lowercase()[..] {
                    "translate" | "translatex" | "translatey" | "translatez" | "translate3d" => {
                        are_moves(arguments)
                    }
                    "scale" | "scalex" | "scaley" => said(arguments).all(is_scale),
                    "rotate" | "skew" | "skewx" | "skewy" => said(arguments).all(is_small_angle),
                    _ => false,
                }
            }
            _ => false,
        };
        if !is_near {
            return false;
        }
        index += 1 + piece.to_close;
    }
    // The same one several times would add up.
    let mut names: Vec<_> = value
        .iter()
        .filter(|piece| matches!(piece.token, Token::Function(_)))
        .filter_map(|piece| name_of(&piece.token))
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    count <= 4 && names.len() == count
}

fn is_percentage(piece: &Piece<'_>) -> bool {
    matches!(piece.token, Token::Percentage { .. })
}

/// Whether letters are at most as large as a form.
fn are_letters(value: &[Piece<'_>]) -> bool {
    value.iter().all(|piece| match &piece.token {
        Token::Dimension { value, unit, .. } => match plain::px(piece) {
            Some(px) => px <= 200.0,
            None => unit.to_ascii_lowercase().starts_with('v') && *value <= 25.0,
        },
        Token::Percentage { unit_value, .. } => *unit_value <= 6.0,
        Token::Delim('*') => false,
        _ => true,
    })
}

/// Whether lines take about the room of their letters.
fn are_lines(piece: &Piece<'_>) -> bool {
    match &piece.token {
        Token::Number { value, .. } => *value >= 0.5,
        Token::Percentage { unit_value, .. } => *unit_value >= 0.5,
        Token::Ident(_) => true,
        _ => plain::px(piece).is_some_and(|px| px >= 8.0),
    }
}

/// Whether all lengths are simple and within a limit, positive or negative.
fn are_dimensions_within(value: &[Piece<'_>], most: f32) -> bool {
    value.iter().all(|piece| match &piece.token {
        Token::Dimension { unit, .. } if unit.eq_ignore_ascii_case("deg") => true,
        Token::Dimension { .. } => plain::px(piece).is_some_and(|px| px.abs() <= most),
        Token::Function(_) => !computes(piece),
        _ => true,
    })
}

pub(super) fn is_near_shadow(value: &[Piece<'_>]) -> bool {
    let layers = split(value, |token| *token == Token::Comma);
    layers.len() <= 6
        && layers.into_iter().all(|layer| {
            let mut lengths = 0;
            let mut index = 0;
            while index < layer.len() {
                let piece = &layer[index];
                match &piece.token {
                    Token::Number { .. } | Token::Dimension { .. } => {
                        let most = match lengths {
                            0 | 1 => 32.0,
                            2 => 100.0,
                            _ => 16.0,
                        };
                        lengths += 1;
                        if !plain::px(piece).is_some_and(|px| px.abs() <= most) {
                            return false;
                        }
                    }
                    Token::Function(_) if computes(piece) => return false,
                    _ => {}
                }
                index += 1 + piece.to_close;
            }
            true
        })
}

/// How many shadows reach beyond the gap below an element; `None` if one of them is almost opaque.
fn far_layers(value: &[Piece<'_>]) -> Option<usize> {
    const GAP_PX: f32 = 12.0;
    const MOST_OPACITY: f32 = 0.5;
    let mut far = 0;
    for layer in split(value, |token| *token == Token::Comma) {
        let mut lengths = Vec::new();
        let mut index = 0;
        while index < layer.len() {
            lengths.extend(plain::px(&layer[index]));
            index += 1 + layer[index].to_close;
        }
        let length = |index: usize| lengths.get(index).copied().unwrap_or_default().abs();
        let is_inset = plain::is_word_in(layer, &["inset"]);
        if is_inset || length(0).max(length(1)) + length(3) <= GAP_PX {
            continue;
        }
        if plain::opacity(layer) > MOST_OPACITY {
            return None;
        }
        far += 1;
    }
    Some(far)
}

/// Whether a piece calls a function whose value is not written there.
fn computes(piece: &Piece<'_>) -> bool {
    const FILTERS: [&str; 10] = [
        "blur",
        "brightness",
        "contrast",
        "drop-shadow",
        "grayscale",
        "hue-rotate",
        "invert",
        "opacity",
        "saturate",
        "sepia",
    ];
    matches!(&piece.token, Token::Function(name)
        if !is_written_out(name) && !FILTERS.contains(&&name.to_ascii_lowercase()[..]))
}
