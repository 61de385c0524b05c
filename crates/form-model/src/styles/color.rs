//! Colors.

use serde::Serialize;

use crate::read::{At, quoted};

/// A color in sRGB: `#rgb`, `#rrggbb` or `#rrggbbaa`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Color(String);

impl Color {
    /// The color as CSS.
    pub fn as_css(&self) -> &str {
        &self.0
    }

    /// A built-in color.
    pub(super) fn known(color: &str) -> Self {
        Color(color.to_owned())
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
