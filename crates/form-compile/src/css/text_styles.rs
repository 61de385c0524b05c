//! Texts, headings and links.

use form_model::{
    Version,
    styles::{Case, Decimal, Underline},
};

use super::rule::Declarations;
use crate::font::Fonts;

/// The size of each heading, in percent of the largest: as the sheet has them.
const HEADING_PERCENTAGES: [(&str, u32); 3] = [("h1", 100), ("h2", 80), ("h3", 67)];

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

    // For texts, not for what a visitor types.
    let mut rule = Declarations::default();
    rule.push_some("text-transform", text.case.map(Case::as_css));
    css.push_str(&rule.of(".t"));

    let mut rule = Declarations::default();
    rule.color("color", heading.color.as_ref());
    rule.push_some("font-weight", heading.font_weight);
    let family = heading.font_family.as_ref();
    rule.push_some("font-family", family.map(|family| fonts.stack(family)));
    let spacing = heading.letter_spacing_px.map(|px| px.as_css() + "px");
    rule.push_some("letter-spacing", spacing);
    rule.push_some("text-transform", heading.case.map(Case::as_css));
    css.push_str(&rule.of(".t :is(h1,h2,h3,h4,h5,h6)"));
    if let Some(size) = heading.font_size_px {
        for (name, percentage) in HEADING_PERCENTAGES {
            let px = (size * percentage).div_ceil(100);
            css.push_str(&format!(".t {name}{{font-size:{px}px}}"));
        }
    }

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
