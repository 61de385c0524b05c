//! Styles of a version: typed and ranged, so that a form cannot be published that nobody can read by accident of syntax.

use serde::Serialize;

use crate::read::{At, quoted};

pub mod font;

pub use font::{FontFace, FontFamily};

/// How a version looks.
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
    /// What lies over the page while a modal form shows. Default `#14141499`.
    pub overlay_color: Color,
    /// Faces that the form brings along, at most 4; family, weight and style together are unique. Default none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<FontFace>,
    /// Typeface: a stack of the system's, or a family of `fonts`. Default `sans`.
    pub font_family: FontFamily,
    /// Alignment of texts. Default `left`.
    pub text_align: TextAlign,
}

/// A color in sRGB: `#rgb`, `#rrggbb` or `#rrggbbaa`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Color(String);

/// Alignment of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextAlign {
    /// At the left edge.
    Left,
    /// Centered.
    Center,
}

impl Default for Styles {
    fn default() -> Self {
        Styles {
            width_px: 480,
            border_radius_px: 12,
            background_color: Color("#ffffff".to_owned()),
            text_color: Color("#1f2330".to_owned()),
            button_color: Color("#1f2330".to_owned()),
            button_text_color: Color("#ffffff".to_owned()),
            overlay_color: Color("#14141499".to_owned()),
            fonts: Vec::new(),
            font_family: FontFamily::Sans,
            text_align: TextAlign::Left,
        }
    }
}

impl Styles {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let mut styles = Styles::default();
        let number = |object: Option<At<'_>>, range, value: &mut u32| {
            if let Some(read) = object.and_then(|at| at.integer(range)) {
                *value = read;
            }
        };
        number(object.optional("width_px"), 280..=960, &mut styles.width_px);
        number(
            object.optional("border_radius_px"),
            0..=48,
            &mut styles.border_radius_px,
        );
        for (key, color) in [
            ("background_color", &mut styles.background_color),
            ("text_color", &mut styles.text_color),
            ("button_color", &mut styles.button_color),
            ("button_text_color", &mut styles.button_text_color),
            ("overlay_color", &mut styles.overlay_color),
        ] {
            if let Some(read) = object.optional(key).and_then(|at| Color::read(&at)) {
                *color = read;
            }
        }
        if let Some(read) = object
            .optional("fonts")
            .and_then(|at| FontFace::read_all(&at))
        {
            styles.fonts = read;
        }
        if let Some(read) = object
            .optional("font_family")
            .and_then(|at| FontFamily::read(&at, &styles.fonts))
        {
            styles.font_family = read;
        }
        if let Some(read) = object
            .optional("text_align")
            .and_then(|at| at.choice(&[("left", TextAlign::Left), ("center", TextAlign::Center)]))
        {
            styles.text_align = read;
        }
        object.finish();
        Some(styles)
    }
}

impl Color {
    /// The color as CSS.
    pub fn as_css(&self) -> &str {
        &self.0
    }

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let text = at.string(0..=100)?;
        let is_color = text.strip_prefix('#').is_some_and(|digits| {
            matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if !is_color {
            at.problem(format!(
                "is {}; a color as `#rgb`, `#rrggbb` or `#rrggbbaa` is allowed",
                quoted(&text)
            ));
            return None;
        }
        Some(Color(text.to_ascii_lowercase()))
    }
}
