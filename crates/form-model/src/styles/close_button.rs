//! The button that closes the form.

use serde::Serialize;

use super::Color;
use crate::read::At;

style_group! {
    /// The button that closes the form.
    CloseButtonStyles {
        /// The color. Default: the text color.
        color: Color = Color::read,
        /// Of a circle. Default: the form's, not quite opaque.
        background_color: Color = Color::read,
        /// The shape. Default `circle`.
        style: CloseButtonShape = CloseButtonShape::read,
        /// In CSS px, 24..=56 (24 is the least that WCAG 2.2 allows, success criterion 2.5.8); on touch screens it
        /// takes presses on 44 px at least. Default 44.
        size_px: u32 = |at| at.integer(24..=56),
    }
}

/// The background shape of a close button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseButtonShape {
    /// No shape.
    Plain,
    /// A circle.
    Circle,
}

impl CloseButtonShape {
    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("plain", CloseButtonShape::Plain),
            ("circle", CloseButtonShape::Circle),
        ])
    }
}
