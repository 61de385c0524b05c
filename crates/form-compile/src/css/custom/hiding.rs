//! Properties that can hide an element or put it out of reach. A form must stay closable, and its consent texts
//! readable, so rules that can match those may only use a list of properties.

use cssparser::Token;
use form_model::styles::LEAST_CONTRAST;

use super::{
    Checker,
    animation::animates,
    covering::{SHADOW, covers, is_near_shadow, is_written_out},
    name_of, plain,
    plain::{are_lengths, are_words, is_word, said},
    selector::{Reach, Selector},
};
use crate::{
    block::part,
    css::tokens::{Declaration, Piece},
};

/// The least opacity of the close button and of a consent.
const LEAST_OPACITY: f32 = 0.6;

/// The minimum opacity of elements that can be pressed.
const LEAST_PRESSED_OPACITY: f32 = 0.2;

/// The maximum length of generated text beside elements that a visitor needs.
const MAX_CONTENT: usize = 40;

/// The message for a property that is not on the list.
const ALLOWED: &str = "allowed there are `font-family`, `font-size`, `font-weight`, `font-style`, `line-height`, `letter-spacing`, `text-align`, `text-decoration`, `text-transform`, `color`, `background`, `border`, `border-radius`, `outline`, `box-shadow`, `padding`, `margin`, `gap`, `max-width`, `align-items`, `justify-content`, `cursor`, `transition`, `accent-color` with plain values";

impl Checker<'_> {
    /// Refuses declarations that a selector must not make.
    pub(super) fn check_reach(
        &mut self,
        selector: &Selector,
        declarations: &[Declaration<'_, '_>],
    ) {
        for declaration in declarations {
            let property = declaration.property.to_ascii_lowercase();
            if property.starts_with("--") || (selector.is_free() && property == "pointer-events") {
                continue;
            }
            match selector.reach {
                Reach::Free { may_be_pressed } => {
                    self.check_free(declaration);
                    let is_faint = |piece: &Piece<'_>| !is_at_least(piece, LEAST_PRESSED_OPACITY);
                    if may_be_pressed
                        && ((property == "opacity" && said(declaration.value).any(is_faint))
                            || (self.hiding_keyframes && animates(declaration)))
                    {
                        self.problem(
                            declaration.at,
                            format!(
                                "`{property}` could make something invisible that can be pressed; an opacity of {LEAST_PRESSED_OPACITY} and more is allowed, and less in `from` of `@keyframes`"
                            ),
                        );
                    }
                }
                reach => self.check_needed(reach, declaration, &property),
            }
        }
        if !matches!(selector.reach, Reach::Free { .. }) {
            self.check_contrast(declarations);
        }
    }

    fn check_needed(&mut self, reach: Reach, declaration: &Declaration<'_, '_>, property: &str) {
        let told = match needed(reach, property, declaration.value) {
            Some((true, _)) => return,
            Some((false, range)) => format!("allowed there is {range}"),
            None => ALLOWED.to_owned(),
        };
        self.problem(
            declaration.at,
            format!(
                "`{property}` with this value could hide the close button or what a visitor consents to, or move the form over the page, because the selector may match them or what is around them; {told}; more is allowed for {}",
                part::of_blocks()
                    .filter(|part| part.is_leaf)
                    .map(|part| format!("`::part({})`", part.name))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        );
    }

    fn check_contrast(&mut self, declarations: &[Declaration<'_, '_>]) {
        let of = |name: &str| {
            declarations
                .iter()
                .filter(|declaration| declaration.property.eq_ignore_ascii_case(name))
                .collect::<Vec<_>>()
        };
        let mut backgrounds = of("background");
        backgrounds.extend(of("background-color"));
        backgrounds.extend(of("background-image"));
        for color in of("color") {
            let Some(text) = plain::opaque(color.value) else {
                continue;
            };
            let is_lost = backgrounds
                .iter()
                .flat_map(|background| plain::opaque_colors(background.value))
                .any(|behind| plain::contrast(text, behind) < LEAST_CONTRAST);
            if is_lost {
                self.problem(
                    color.at,
                    "`color` is hardly another one than the background of the same rule, and could hide the close button or what a visitor consents to; a color that differs more is allowed",
                );
            }
        }
    }

    /// Refuses everything that makes an element cover the rest of a form or a page.
    pub(super) fn check_free(&mut self, declaration: &Declaration<'_, '_>) {
        let property = declaration.property.to_ascii_lowercase();
        if let Some(allowed) = covers(&property, declaration.value) {
            self.problem(
                declaration.at,
                format!(
                    "`{property}` with this value could lay something over the close button, a consent or the page; allowed is {allowed}"
                ),
            );
        }
    }
}

/// Whether an element that a visitor needs may have a value, and what else is allowed; `None` if the property is not.
fn needed(reach: Reach, property: &str, value: &[Piece<'_>]) -> Option<(bool, &'static str)> {
    let (is_button, is_alone, is_decoration) = (
        reach == Reach::CloseButton,
        matches!(reach, Reach::CloseButton | Reach::Consent),
        reach == Reach::Decoration,
    );
    let one_word = matches!(value, [_]) && are_words(value, &[]);
    let is_one_of = |words: &[&str]| matches!(value, [piece] if is_word(piece, words));
    let is_inherited = is_one_of(&["inherit"]);
    let is_simple = value.iter().all(|piece| match &piece.token {
        Token::Function(name) => is_written_out(name),
        _ => true,
    });
    let dimensions = |least: f32, most: f32| {
        is_simple
            && value
                .iter()
                .filter(|piece| matches!(piece.token, Token::Dimension { .. }))
                .all(|piece| plain::px(piece).is_some_and(|px| (least..=most).contains(&px)))
    };
    Some(match property {
        "content" if is_decoration => (
            is_simple
                && value.iter().all(|piece| match &piece.token {
                    Token::QuotedString(text) => text.chars().count() <= MAX_CONTENT,
                    _ => true,
                }),
            "a text of up to 40 characters or a picture",
        ),
        "display" if is_decoration => (
            is_one_of(&["none", "block", "inline", "inline-block", "flex"]),
            "`none`, `block`, `inline`, `inline-block`, `flex`",
        ),
        "width" | "height" | "min-width" | "min-height" | "max-width" | "max-height"
        | "inline-size" | "block-size"
            if is_decoration =>
        {
            (
                are_lengths(value, 0.0, 96.0, 1.0, &["auto", "none"]),
                "0 to 96px and up to 100%",
            )
        }
        "opacity" if is_decoration => (is_simple, "a number"),
        "opacity" if is_alone => (
            matches!(value, [piece] if is_at_least(piece, LEAST_OPACITY)),
            "0.6 to 1",
        ),
        "width" | "height" | "min-width" | "min-height" | "inline-size" | "block-size"
            if is_button =>
        {
            (
                are_lengths(value, 24.0, 96.0, 0.0, &[]) && !value.iter().any(is_percentage),
                "24px to 96px",
            )
        }
        "max-width" | "max-inline-size" if !is_button => (
            is_one_of(&["none"])
                || matches!(value, [piece] if plain::px(piece).is_some_and(|px| (240.0..=1600.0).contains(&px))),
            "240px to 1600px and `none`",
        ),
        "font-family" => (
            said(value)
                .all(|piece| matches!(piece.token, Token::Ident(_) | Token::QuotedString(_))),
            "names of families",
        ),
        "font-size" => (
            is_inherited
                || matches!(value, [Piece { token: Token::Dimension { unit, .. }, .. }]
                    if are_lengths(value, if unit.eq_ignore_ascii_case("px") { 9.0 } else { 16.0 }, 48.0, 0.0, &[])),
            "9px to 48px and 1em to 3em, as a plain length",
        ),
        "font-weight" => (
            one_word
                || matches!(value, [Piece { token: Token::Number { value, .. }, .. }] if (1.0..=1000.0).contains(value)),
            "1 to 1000, `normal`, `bold`",
        ),
        "font-style" => (
            is_one_of(&["normal", "italic", "inherit"]),
            "`normal` and `italic`",
        ),
        "line-height" => (
            is_one_of(&["normal", "inherit"])
                || matches!(value, [Piece { token: Token::Number { value, .. }, .. }] if (1.0..=3.0).contains(value)),
            "1 to 3, as a plain number",
        ),
        "letter-spacing" => (
            matches!(value, [_]) && are_lengths(value, -1.0, 8.0, 0.0, &["normal", "inherit"]),
            "-1px to 8px",
        ),
        "text-align"
        | "text-transform"
        | "align-items"
        | "align-self"
        | "align-content"
        | "justify-content"
        | "justify-items"
        | "justify-self"
        | "vertical-align"
        | "list-style"
        | "list-style-type"
        | "border-style"
        | "border-collapse"
        | "-webkit-font-smoothing"
        | "-moz-osx-font-smoothing"
        | "text-rendering"
        | "hyphens"
        | "text-wrap"
        | "overflow-wrap"
        | "box-sizing"
        | "background-repeat"
        | "background-clip"
        | "background-origin"
        | "background-attachment" => (are_words(value, &[]), "a word"),
        "cursor" => (are_words(value, &["none"]), "a word other than `none`"),
        _ if property.starts_with("text-decoration") || property == "text-underline-offset" => (
            dimensions(0.0, 8.0)
                && !value
                    .iter()
                    .any(|piece| is_word(piece, &["line-through"]) || is_percentage(piece)),
            "lines other than `line-through`, and 0 to 8px",
        ),
        "color" => (
            is_inherited || plain::opaque(value).is_some(),
            "a color without transparency, as hex, a name or `rgb()`",
        ),
        "accent-color" | "caret-color" => (is_simple, "a color"),
        "background"
        | "background-color"
        | "background-image"
        | "background-size"
        | "background-position" => (is_simple, "a plain color, a gradient or a `data:` picture"),
        "border-radius" if is_button || is_decoration => (
            are_lengths(value, 0.0, 10_000.0, 1.0, &[]),
            "a plain length or percentage",
        ),
        _ if property.starts_with("border-") && property.ends_with("-radius")
            || property == "border-radius" =>
        {
            (
                are_lengths(value, 0.0, 48.0, 0.0, &[]),
                "0 to 48px, as a plain length",
            )
        }
        _ if property.starts_with("border-image") => return None,
        _ if property == "border" || property.starts_with("border-") => (
            dimensions(0.0, 24.0),
            "0 to 24px, as a plain length, with a color",
        ),
        "outline" | "outline-width" | "outline-style" | "outline-color" | "outline-offset" => (
            dimensions(-4.0, 8.0),
            "up to 8px, as a plain length, with a color",
        ),
        "box-shadow" => (is_simple && is_near_shadow(value), SHADOW),
        _ if property == "padding" || property.starts_with("padding-") => (
            are_lengths(value, 0.0, 96.0, 0.0, &[]),
            "0 to 96px, as plain lengths",
        ),
        _ if property == "margin" || property.starts_with("margin-") => (
            are_lengths(value, 0.0, 96.0, 0.0, &["auto"]),
            "0 to 96px, as plain lengths, and `auto`",
        ),
        "gap" | "row-gap" | "column-gap" => (
            are_lengths(value, 0.0, 96.0, 0.0, &["normal"]),
            "0 to 96px, as plain lengths",
        ),
        _ if property == "transition" || property.starts_with("transition-") => (
            is_simple && value.iter().all(is_soon),
            "times of 0 to 2 seconds",
        ),
        "animation" | "animation-name" => (is_one_of(&["none"]), "`none`"),
        _ => return None,
    })
}

fn is_percentage(piece: &Piece<'_>) -> bool {
    matches!(piece.token, Token::Percentage { .. })
}

/// Whether an opacity is a plain one, and at least so large.
pub(super) fn is_at_least(piece: &Piece<'_>, least: f32) -> bool {
    match &piece.token {
        Token::Number { value, .. } => *value >= least,
        Token::Percentage { unit_value, .. } => *unit_value >= least,
        _ => false,
    }
}

/// Whether a piece is not a time, or a short one.
fn is_soon(piece: &Piece<'_>) -> bool {
    let Token::Dimension { value, unit, .. } = &piece.token else {
        return true;
    };
    let most = if unit.eq_ignore_ascii_case("ms") {
        2000.0
    } else {
        2.0
    };
    (-most..=most).contains(value)
}

/// Whether a frame of an animation makes elements that can be pressed invisible.
pub(super) fn is_invisible(declaration: &Declaration<'_, '_>) -> bool {
    declaration.property.eq_ignore_ascii_case("opacity")
        && !said(declaration.value).all(|piece| is_at_least(piece, LEAST_PRESSED_OPACITY))
}

/// Whether a frame is the first one only.
pub(super) fn is_start(selectors: &[Piece<'_>]) -> bool {
    said(selectors).all(|piece| match &piece.token {
        Token::Percentage { unit_value, .. } => *unit_value == 0.0,
        token => name_of(token).is_some_and(|name| name == "from"),
    })
}
