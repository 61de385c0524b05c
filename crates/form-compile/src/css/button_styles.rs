//! The styles of all buttons, or of one.

use form_model::styles::{Align, ButtonStyles, ButtonWidth};

use super::rule::Declarations;

/// The rules of the buttons that a selector finds.
pub(super) fn rules(styles: &ButtonStyles, selector: &str) -> String {
    let mut rule = Declarations::default();
    rule.color("background", styles.background_color.as_ref());
    rule.color("color", styles.text_color.as_ref());
    rule.border(styles.border.as_ref());
    rule.px("border-radius", styles.border_radius_px);
    rule.px("font-size", styles.font_size_px);
    rule.push_some("font-weight", styles.font_weight);
    if let Some(padding) = styles.padding_px {
        rule.push("min-height", "44px");
        // In a narrow place the label needs the room.
        rule.push("padding", format!("{padding}px min({}px,16%)", 2 * padding));
    }
    match styles.width {
        Some(ButtonWidth::Fit) => {
            rule.push("flex", "0 1 auto");
            match styles.align {
                Some(Align::Center) => rule.push("margin-inline", "auto"),
                Some(Align::End) => rule.push("margin-inline", "auto 0"),
                _ => rule.push("margin-inline", "0 auto"),
            }
        }
        Some(ButtonWidth::Fill) => rule.push("flex", "1 1 160px"),
        None => {}
    }
    let mut css = rule.of(selector);

    if let Some(hover) = &styles.hover {
        let mut rule = Declarations::default();
        rule.color("background", hover.background_color.as_ref());
        rule.color("color", hover.text_color.as_ref());
        rule.color("border-color", hover.border_color.as_ref());
        if !hover.is_default() {
            rule.push("filter", "none");
        }
        css.push_str(&rule.of(&format!("{selector}:hover:not(:active)")));
    }
    let mut rule = Declarations::default();
    rule.color("outline-color", styles.focus_color.as_ref());
    css.push_str(&rule.of(&format!("{selector}:focus-visible")));

    if let Some(disabled) = &styles.disabled {
        let mut rule = Declarations::default();
        rule.color("background", disabled.background_color.as_ref());
        rule.color("color", disabled.text_color.as_ref());
        if !disabled.is_default() {
            rule.push("opacity", 1);
            rule.push("filter", "none");
        }
        css.push_str(&rule.of(&format!("{selector}[aria-disabled]")));
    }
    css
}
