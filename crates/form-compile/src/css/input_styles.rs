//! Inputs, their labels, and their error messages.

use form_model::{
    Version,
    styles::{Color, LabelPlacement},
};

use super::{minify::minify, rule::Declarations, styles::is_right_to_left};

/// The least size of text in an input: Safari on iOS zooms into a page that has less.
const LEAST_FONT_SIZE_PX: u32 = 16;

/// The height of an input in `field.css`, whose padding would keep it from being lower.
const DEFAULT_HEIGHT_PX: u32 = 48;

/// The rules of inputs.
pub(super) fn rules(version: &Version) -> String {
    let input = &version.styles.input;
    let mut css = String::new();
    if input.label_placement == Some(LabelPlacement::Inside) {
        css.push_str(&minify(include_str!("label_inside.css")));
        if is_right_to_left(&version.locale) {
            css.push_str(".j.j .l{transform-origin:100%}");
        }
    }
    let mut rule = Declarations::default();
    rule.color("background", input.background_color.as_ref());
    rule.color("color", input.text_color.as_ref());
    rule.border(input.border.as_ref());
    rule.px("border-radius", input.border_radius_px);
    let text_size = version.styles.text.font_size_px;
    let is_small = text_size.is_some_and(|size| size < LEAST_FONT_SIZE_PX);
    let font_size = input
        .font_size_px
        .or(is_small.then_some(LEAST_FONT_SIZE_PX));
    rule.px("font-size", font_size);
    rule.px("min-height", input.height_px);
    let has_label_inside = input.label_placement == Some(LabelPlacement::Inside);
    if !has_label_inside
        && input
            .height_px
            .is_some_and(|height| height < DEFAULT_HEIGHT_PX)
    {
        // The text is in the middle without it.
        rule.push("padding-block", 0);
    }
    css.push_str(&rule.of("input"));

    let mut rule = Declarations::default();
    let own = input.placeholder_color.as_ref();
    rule.color("color", own.or(input.text_color.as_ref()));
    if own.is_some() {
        rule.push("opacity", 1);
    }
    css.push_str(&rule.of("input::placeholder"));

    let mut rule = Declarations::default();
    rule.color("outline-color", input.focus_color.as_ref());
    css.push_str(&rule.of("input:focus-visible"));

    if let Some(color) = input.error_color.as_ref().map(Color::as_css) {
        css.push_str(&format!(
            "input[aria-invalid]{{border-color:{color};box-shadow:inset 0 0 0 1px {color}}}.e{{background:color-mix(in srgb,{color} 9%,var(--dormouse-bg));color:{color}}}"
        ));
    } else if input.border.is_some() {
        css.push_str("input[aria-invalid]{border-color:#e02b3a}");
    }

    let mut rule = Declarations::default();
    rule.color("color", input.label_color.as_ref());
    if input.label_placement != Some(LabelPlacement::Inside) {
        rule.px("font-size", input.label_font_size_px);
    } else {
        rule.px("font-size", font_size.or(text_size));
    }
    css.push_str(&rule.of(match input.label_placement {
        Some(LabelPlacement::Inside) => ".j.j .l",
        _ => ".l:not(.h)",
    }));
    css
}
