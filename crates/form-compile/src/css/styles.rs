//! The styles of a version as custom properties, which the parts of the sheet use.

use form_model::{Version, styles::TextAlign};

use crate::font::Fonts;

/// The rules for the custom properties.
pub(super) fn custom_properties(version: &Version, fonts: &Fonts) -> String {
    let styles = &version.styles;
    let font = fonts.stack(&styles.font_family);
    let align = match styles.text_align {
        TextAlign::Left => "start",
        TextAlign::Center => "center",
    };
    let direction = if is_right_to_left(&version.locale) {
        "rtl"
    } else {
        "ltr"
    };
    format!(
        ":host{{direction:{direction}!important}}.d{{--dormouse-w:{}px;--dormouse-r:{}px;--dormouse-bg:{};--dormouse-fg:{};--dormouse-b:{};--dormouse-bf:{};--dormouse-o:{};--dormouse-a:{align};font-family:{font}}}",
        styles.width_px,
        styles.border_radius_px,
        styles.background_color.as_css(),
        styles.text_color.as_css(),
        styles.button_color.as_css(),
        styles.button_text_color.as_css(),
        styles.overlay_color.as_css(),
    )
}

/// Languages that are written from right to left, by their primary subtag (Unicode CLDR, `characterOrder`).
pub(crate) fn is_right_to_left(locale: &str) -> bool {
    const LANGUAGES: [&str; 12] = [
        "ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi", "syr",
    ];
    let language = locale.split('-').next().unwrap_or_default();
    LANGUAGES.contains(&language.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::is_right_to_left;

    #[test]
    fn direction_follows_the_locale() {
        assert!(is_right_to_left("ar"));
        assert!(is_right_to_left("he-IL"));
        assert!(!is_right_to_left("en"));
        assert!(!is_right_to_left("art-x-he"));
    }
}
