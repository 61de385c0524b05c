//! What takes an element out of sight or reach. A form has to stay closable, and what a visitor agrees to readable.

use cssparser::Token;

use super::{
    Checker,
    animation::animates,
    name_of,
    selector::{LEAVES, Selector},
};
use crate::css::tokens::{Declaration, Piece};

/// Text smaller than this many px is not read.
const LEAST_FONT_SIZE_PX: f32 = 9.0;

/// A box smaller than this many px is not hit: WCAG 2.2, success criterion 2.5.8.
const LEAST_SIZE_PX: f32 = 24.0;

/// Less of an element than this much is hardly there.
const LEAST_OPACITY: f32 = 0.6;

impl Checker<'_> {
    /// Refuses a declaration that a selector must not make.
    pub(super) fn check_reach(&mut self, selector: &Selector, declaration: &Declaration<'_, '_>) {
        let property = declaration.property.to_ascii_lowercase();
        let is_hidden = hides(declaration) || (self.hiding_keyframes && animates(declaration));
        if selector.may_be_needed && is_hidden {
            self.problem(
                declaration.at,
                format!(
                    "`{property}` with this value could hide the close button or what a visitor consents to, because the selector may match them or what is around them; it is allowed for {}",
                    LEAVES.map(|part| format!("`::part({part})`")).join(", ")
                ),
            );
        } else if selector.may_be_frame && moves(&property) {
            self.problem(
                declaration.at,
                format!(
                    "`{property}` could move the form over the page, because the selector may match its surface or panel; `type` and `placement` say where a form stands"
                ),
            );
        }
    }
}

/// Whether a property says where a form stands on the screen.
fn moves(property: &str) -> bool {
    const MOVING: [&str; 10] = [
        "position",
        "z-index",
        "float",
        "top",
        "right",
        "bottom",
        "left",
        "opacity",
        "transform",
        "all",
    ];
    MOVING.contains(&property)
        || ["inset", "translate", "scale", "rotate", "offset"]
            .iter()
            .any(|start| property.starts_with(start))
}

/// Whether a declaration could take an element out of sight or reach.
pub(super) fn hides(declaration: &Declaration<'_, '_>) -> bool {
    let property = declaration.property.to_ascii_lowercase();
    let property = property.trim_start_matches("-webkit-");
    let value = declaration.value;
    let says = |names: &[&str]| {
        value
            .iter()
            .any(|piece| name_of(&piece.token).is_some_and(|name| names.contains(&&name[..])))
    };
    let is_variable = says(&["var", "env", "attr", "if"]);
    let is_only = |names: &[&str]| matches!(value, [_]) && says(names);
    let least = |least: f32| value.iter().any(|piece| is_below(piece, least)) || is_variable;
    match property {
        "display" => says(&["none", "contents"]) || is_variable,
        "visibility" => !is_only(&["visible", "inherit"]),
        "pointer-events" => !is_only(&["auto", "all", "inherit"]),
        "content-visibility" => !is_only(&["visible", "auto"]),
        // Of an element: a picture in its place.
        "content" => !is_only(&["normal", "none"]),
        "opacity" => least(LEAST_OPACITY),
        "font-size" | "font" => least(LEAST_FONT_SIZE_PX),
        "width" | "height" | "max-width" | "max-height" | "inline-size" | "block-size"
        | "max-inline-size" | "max-block-size" => least(LEAST_SIZE_PX),
        "margin" | "text-indent" | "letter-spacing" | "word-spacing" | "line-height" => {
            value.iter().any(is_negative)
                || is_variable
                || (property == "line-height" && least(1.0))
        }
        "color" | "text-fill-color" => says(&["transparent"]) || is_variable,
        "position" => !is_only(&["static", "relative"]),
        "filter" | "clip" | "clip-path" | "transform" | "zoom" | "top" | "left" | "right"
        | "bottom" | "z-index" | "mix-blend-mode" | "all" | "user-select" => {
            !is_only(&["none", "auto", "normal"])
        }
        _ if property.starts_with("margin-") => value.iter().any(is_negative) || is_variable,
        _ => ["mask", "inset", "translate", "scale", "rotate", "offset"]
            .iter()
            .any(|start| property.starts_with(start)),
    }
}

fn is_negative(piece: &Piece<'_>) -> bool {
    match piece.token {
        Token::Number { value, .. } | Token::Dimension { value, .. } => value < 0.0,
        Token::Percentage { unit_value, .. } => unit_value < 0.0,
        _ => false,
    }
}

/// Whether a length or number is below a least one in px; parts of something else are so below half of it.
fn is_below(piece: &Piece<'_>, least: f32) -> bool {
    match &piece.token {
        Token::Number { value, .. } => *value < least,
        Token::Dimension { value, unit, .. } if unit.eq_ignore_ascii_case("px") => *value < least,
        Token::Dimension { value, .. } => *value < 0.75,
        Token::Percentage { unit_value, .. } => *unit_value < 0.6,
        _ => false,
    }
}
