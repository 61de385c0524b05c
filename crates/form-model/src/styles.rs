//! Styles of a version. Each has a type and a range, so that a typing mistake cannot make a published form unreadable.
//!
//! A style that you leave out keeps the form type's default and adds no bytes to the bundle.

use serde::Serialize;

use crate::read::At;

#[macro_use]
mod group;

mod animation;
mod border;
mod button;
mod close_button;
mod color;
mod contrast;
mod dark;
mod decimal;
pub mod font;
mod input;
mod panel;
mod text;

pub use animation::{Animation, Motion};
pub use border::{Border, Line};
pub use button::{ButtonStyles, ButtonWidth, DisabledStyles, HoverStyles};
pub use close_button::{CloseButtonShape, CloseButtonStyles};
pub use color::Color;
pub use contrast::{LEAST_CONTRAST, contrast};
pub use dark::Dark;
pub use decimal::Decimal;
pub use font::{FontFace, FontFamily};
pub use input::{InputStyles, LabelPlacement};
pub use panel::{
    BackgroundFit, BackgroundImage, BackgroundPosition, Gradient, GradientStop, Panel, Shadow,
};
pub use text::{Align, Case, Heading, Link, TextAlign, TextStyles, Underline};

/// The styles of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Styles {
    /// Width of the form in CSS px, 280..=960; narrower screens get less. Default 480.
    pub width_px: u32,
    /// Radius of the form's corners in CSS px, 0..=48. Default 12.
    pub border_radius_px: u32,
    /// Background of the form. Default `#ffffff`.
    pub background_color: Color,
    /// Color of texts. Default `#1f2330`.
    pub text_color: Color,
    /// Background of buttons and color of focus rings. Default `#1f2330`.
    pub button_color: Color,
    /// Text of buttons. Default `#ffffff`.
    pub button_text_color: Color,
    /// The color over the page while a modal form shows. Default `#14141499`.
    pub overlay_color: Color,
    /// Font faces of the form, at most 4; family, weight and style together are unique. Default none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<FontFace>,
    /// Typeface: a stack of the system's, or a family of `fonts`. Default `sans`.
    pub font_family: FontFamily,
    /// Alignment of texts. Default `left`.
    pub text_align: TextAlign,
    /// The box of the form.
    #[serde(skip_serializing_if = "Panel::is_default")]
    pub panel: Panel,
    /// Texts.
    #[serde(skip_serializing_if = "TextStyles::is_default")]
    pub text: TextStyles,
    /// Headings in texts.
    #[serde(skip_serializing_if = "Heading::is_default")]
    pub heading: Heading,
    /// Links in texts.
    #[serde(skip_serializing_if = "Link::is_default")]
    pub link: Link,
    /// Buttons; a block may have its own.
    #[serde(skip_serializing_if = "ButtonStyles::is_default")]
    pub button: ButtonStyles,
    /// Inputs, their labels and their error messages.
    #[serde(skip_serializing_if = "InputStyles::is_default")]
    pub input: InputStyles,
    /// The button that closes the form.
    #[serde(skip_serializing_if = "CloseButtonStyles::is_default")]
    pub close_button: CloseButtonStyles,
    /// How it opens and closes.
    #[serde(skip_serializing_if = "Animation::is_default")]
    pub animation: Animation,
    /// Colors for visitors who prefer a dark color scheme. Default: the same.
    #[serde(skip_serializing_if = "Dark::is_default")]
    pub dark: Dark,
    /// The merchant's own CSS, at most 20,000 characters; checked when the form is compiled. Default none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub custom_css: String,
}

impl Default for Styles {
    fn default() -> Self {
        Styles {
            width_px: 480,
            border_radius_px: 12,
            fonts: Vec::new(),
            background_color: Color::known("#ffffff"),
            text_color: Color::known("#1f2330"),
            button_color: Color::known("#1f2330"),
            button_text_color: Color::known("#ffffff"),
            overlay_color: Color::known("#14141499"),
            font_family: FontFamily::Sans,
            text_align: TextAlign::Left,
            panel: Panel::default(),
            text: TextStyles::default(),
            heading: Heading::default(),
            link: Link::default(),
            button: ButtonStyles::default(),
            input: InputStyles::default(),
            close_button: CloseButtonStyles::default(),
            animation: Animation::default(),
            dark: Dark::default(),
            custom_css: String::new(),
        }
    }
}

impl Styles {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let mut styles = Styles::default();
        // A member with a problem keeps its default; the form is refused anyway.
        macro_rules! read {
            ($member:ident, $read:expr) => {
                if let Some(at) = object.optional(stringify!($member)) {
                    let read: fn(&At<'_>) -> _ = $read;
                    if let Some(value) = read(&at) {
                        styles.$member = value;
                    }
                }
            };
        }
        read!(width_px, |at| at.integer(280..=960));
        read!(border_radius_px, |at| at.integer(0..=48));
        read!(background_color, Color::read);
        read!(text_color, Color::read);
        read!(button_color, Color::read);
        read!(button_text_color, Color::read);
        read!(overlay_color, Color::read);
        read!(fonts, FontFace::read_all);
        read!(font_family, FontFamily::read);
        read!(text_align, TextAlign::read);
        read!(panel, Panel::read);
        read!(text, TextStyles::read);
        read!(heading, Heading::read);
        read!(link, Link::read);
        read!(button, ButtonStyles::read);
        read!(input, InputStyles::read);
        read!(close_button, CloseButtonStyles::read);
        read!(animation, Animation::read);
        read!(dark, Dark::read);
        read!(custom_css, |at| at.string(0..=20_000));
        object.finish();
        styles
            .font_family
            .check(&at.member("font_family"), &styles.fonts);
        if let Some(family) = &styles.heading.font_family {
            family.check(&at.member("heading").member("font_family"), &styles.fonts);
        }
        Some(styles)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::read_alone;

    #[test]
    fn written_styles_read_the_same() {
        let all = json!({
            "width_px": 600,
            "font_family": "rounded",
            "panel": {
                "padding_px": 0, "min_height_px": 1200, "shadow": "none",
                "border": {"width_px": 12, "color": "#123", "line": "dashed"},
                "background_gradient": {"angle_degrees": 359, "stops": [
                    {"color": "#fff", "position_percentage": 0}, {"color": "#000000", "position_percentage": 100},
                ]},
                "background_image": {"src": "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "fit": "repeat", "position": "top_left"},
            },
            "text": {"font_size_px": 24, "line_height": 1.15, "letter_spacing_px": -0.5},
            "heading": {"color": "#fff", "font_weight": 900, "font_family": "serif"},
            "link": {"color": "#fff", "underline": "hover"},
            "button": {
                "background_color": "#fff", "text_color": "#fff", "border": {"width_px": 2}, "border_radius_px": 40,
                "font_size_px": 18, "font_weight": 300, "padding_px": 32, "width": "fit", "align": "center",
                "hover": {"background_color": "#fff", "text_color": "#000", "border_color": "#000"},
                "focus_color": "#f00", "disabled": {"background_color": "#fff", "text_color": "#000"},
            },
            "input": {
                "background_color": "#fff", "text_color": "#fff", "border": {"line": "dotted"}, "border_radius_px": 0,
                "font_size_px": 24, "placeholder_color": "#888", "focus_color": "#00f", "error_color": "#f00",
                "height_px": 72, "label_placement": "inside", "label_color": "#333", "label_font_size_px": 12,
            },
            "close_button": {"color": "#fff", "background_color": "#000", "style": "plain", "size_px": 24},
            "animation": {"type": "zoom", "duration_ms": 1000},
            "dark": {"background_color": "#000", "text_color": "#fff", "overlay_color": "#000"},
            "custom_css": "::part(text){color:red}",
        });
        let styles = read_alone(&all, Styles::read).unwrap();
        let written = serde_json::to_value(&styles).unwrap();
        assert_eq!(read_alone(&written, Styles::read).unwrap(), styles);
        for (key, value) in all.as_object().unwrap() {
            assert_eq!(&written[key], value, "{key}");
        }
    }

    #[test]
    fn a_missing_style_is_not_written() {
        let written = serde_json::to_value(Styles::default()).unwrap();
        assert_eq!(written.as_object().unwrap().len(), 9);
    }

    #[test]
    fn every_style_is_typed_and_ranged() {
        let refused: [(Value, &str); 9] = [
            (
                json!({"panel": {"padding_px": 97}}),
                "$.panel.padding_px is 97",
            ),
            (
                json!({"panel": {"border": {"line": "double"}}}),
                "$.panel.border.line is \"double\"",
            ),
            (
                json!({"panel": {"background_gradient": {"stops": []}}}),
                "$.panel.background_gradient.stops has 0 stops",
            ),
            (
                json!({"text": {"line_height": 1.17}}),
                "$.text.line_height is 1.17; a number from 1 to 2.5 in steps of 0.05 is allowed",
            ),
            (
                json!({"text": {"letter_spacing_px": -3}}),
                "$.text.letter_spacing_px is -3",
            ),
            (
                json!({"heading": {"font_weight": 450}}),
                "$.heading.font_weight is 450",
            ),
            (
                json!({"input": {"font_size_px": 15}}),
                "$.input.font_size_px is 15; a whole number from 16 to 24 is allowed",
            ),
            (
                json!({"close_button": {"size_px": 23}}),
                "$.close_button.size_px is 23",
            ),
            (
                json!({"dark": {"width_px": 300}}),
                "$.dark.width_px is not known here",
            ),
        ];
        for (styles, problem) in refused {
            let problems = read_alone(&styles, Styles::read).unwrap_err();
            assert!(problems[0].starts_with(problem), "{problems:?}");
        }
    }
}
