//! Texts, headings and links.

use form_model::{
    Version,
    styles::{Decimal, Underline},
};

use super::rule::Declarations;
use crate::font::Fonts;

/// The rules of texts.
pub(super) fn rules(version: &Version, fonts: &Fonts) -> String {
    let styles = &version.styles;
    let (text, heading, link) = (&styles.text, &styles.heading, &styles.link);

    let mut rule = Declarations::default();
    rule.px("font-size", text.font_size_px);
    rule.push_some("line-height", text.line_height.map(Decimal::as_css));
    let spacing = text.letter_spacing_px.map(|px| px.as_css() + "px");
    rule.push_some("letter-spacing", spacing);
    let mut css = rule.of(".d");

    let mut rule = Declarations::default();
    rule.color("color", heading.color.as_ref());
    rule.push_some("font-weight", heading.font_weight);
    let family = heading.font_family.as_ref();
    rule.push_some("font-family", family.map(|family| fonts.stack(family)));
    css.push_str(&rule.of(".t :is(h1,h2,h3,h4,h5,h6)"));

    let mut rule = Declarations::default();
    rule.color("color", link.color.as_ref());
    if link.underline == Some(Underline::Hover) {
        rule.push("text-decoration", "none");
        css.push_str(&rule.of(".t a"));
        css.push_str(".t a:is(:hover,:focus-visible){text-decoration:underline}");
    } else {
        css.push_str(&rule.of(".t a"));
    }
    css
}
