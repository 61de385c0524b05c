//! The button that closes the form.

use serde::Serialize;

use super::Color;
use crate::read::At;

style_group! {
    /// The button that closes the form.
    CloseButtonStyles {
        /// Default: as texts.
        color: Color = Color::read,
        /// Of a circle. Default: the form's, not quite opaque.
        background_color: Color = Color::read,
        /// Default `circle`.
        style: CloseButtonShape = CloseButtonShape::read,
        /// In CSS px, 24..=56 (24 is the least that WCAG 2.2 allows, success criterion 2.5.8); on touch screens it
        /// takes presses on 44 px at least. Default 44.
        size_px: u32 = |at| at.integer(24..=56),
    }
}

/// What a close button is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseButtonShape {
    /// Nothing.
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
