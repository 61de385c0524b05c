//! The style sheet of a version: a base that survives hostile pages, and the version's styles as custom properties.
//!
//! Their names are long because a page's `@property` of the same name would reach into the shadow root.

use form_model::{
    Version,
    styles::{FontFamily, TextAlign},
};

/// The part that is the same for every form.
const BASE: &str = include_str!("popup.css");

/// Compiles the style sheet.
pub(crate) fn compile(version: &Version) -> String {
    let styles = &version.styles;
    let font = match styles.font_family {
        FontFamily::Sans => {
            "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
        }
        FontFamily::Serif => "Charter,'Iowan Old Style','Palatino Linotype',Georgia,serif",
    };
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
        ":host{{direction:{direction}!important}}.d{{--dormouse-w:{}px;--dormouse-r:{}px;--dormouse-bg:{};--dormouse-fg:{};--dormouse-b:{};--dormouse-bf:{};--dormouse-o:{};--dormouse-a:{align};font-family:{font}}}{}",
        styles.width_px,
        styles.border_radius_px,
        styles.background_color.as_css(),
        styles.text_color.as_css(),
        styles.button_color.as_css(),
        styles.button_text_color.as_css(),
        styles.overlay_color.as_css(),
        minify(BASE),
    )
}

/// Languages that are written from right to left, by their primary subtag (Unicode CLDR, `characterOrder`).
fn is_right_to_left(locale: &str) -> bool {
    const LANGUAGES: [&str; 12] = [
        "ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi", "syr",
    ];
    let language = locale.split('-').next().unwrap_or_default();
    LANGUAGES.contains(&language.to_ascii_lowercase().as_str())
}

/// Takes comments, line breaks and indentation out of our own sheet, which is written so that this is enough:
/// one declaration or brace a line, and no line feed that means anything.
fn minify(css: &str) -> String {
    let mut minified = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        minified.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    minified.push_str(rest);
    let joined: String = minified.lines().map(str::trim).collect();
    joined
        .replace(": ", ":")
        .replace(" {", "{")
        .replace(", ", ",")
        .replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minify_keeps_meaning() {
        assert_eq!(
            minify("/* why */\n.a .b {\n  margin: 0 auto;\n  color: red;\n}\n"),
            ".a .b{margin:0 auto;color:red}"
        );
    }

    #[test]
    fn direction_follows_the_locale() {
        assert!(is_right_to_left("ar"));
        assert!(is_right_to_left("he-IL"));
        assert!(!is_right_to_left("en"));
        assert!(!is_right_to_left("art-x-he"));
    }
}
