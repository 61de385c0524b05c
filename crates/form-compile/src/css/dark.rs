//! Colors for visitors who prefer a dark color scheme.

use form_model::{Version, styles::Color};

/// The rules for a dark color scheme.
pub(super) fn rules(version: &Version) -> String {
    let dark = &version.styles.dark;
    let colors = [
        ("bg", &dark.background_color),
        ("fg", &dark.text_color),
        ("b", &dark.button_color),
        ("bf", &dark.button_text_color),
        ("o", &dark.overlay_color),
    ];
    let declarations: String = colors
        .iter()
        .filter_map(|(name, color)| Some((name, color.as_ref().map(Color::as_css)?)))
        .map(|(name, color)| format!("--dormouse-{name}:{color};"))
        .collect();
    if declarations.is_empty() {
        return String::new();
    }
    format!("@media (prefers-color-scheme:dark){{.d{{{declarations}color-scheme:dark}}}}")
}
