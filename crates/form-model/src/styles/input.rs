//! Inputs, their labels, and their error messages.

use serde::Serialize;

use super::{Border, Color};
use crate::read::At;

style_group! {
    /// How inputs look, with their labels.
    InputStyles {
        /// Default: the form's background.
        background_color: Color = Color::read,
        /// Default: the form's text color.
        text_color: Color = Color::read,
        /// Default: 1 px, solid, between the colors of text and background.
        border: Border = Border::read,
        /// In CSS px, 0..=48. Default: the form's, 10 at most.
        border_radius_px: u32 = |at| at.integer(0..=48),
        /// In CSS px, 16..=24: Safari on iOS zooms into a page whose input has less. Default: as texts, 16 at least.
        font_size_px: u32 = |at| at.integer(16..=24),
        /// Default: the color of the text, a little faded.
        placeholder_color: Color = Color::read,
        /// The ring around it while it has the focus. Default: the form's `button_color`.
        focus_color: Color = Color::read,
        /// Of a border around an answer that is not accepted, and of the message below. Default red.
        error_color: Color = Color::read,
        /// Minimum height in CSS px, 40..=72. Default 48; 56 if labels are inside.
        height_px: u32 = |at| at.integer(40..=72),
        /// The position of labels. Default `above`.
        label_placement: LabelPlacement = LabelPlacement::read,
        /// Default: the text color.
        label_color: Color = Color::read,
        /// Of labels above in CSS px, 11..=24. Default 14.
        label_font_size_px: u32 = |at| at.integer(11..=24),
    }
}

/// The position of labels. A field with `show_label: false` always has a hidden one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelPlacement {
    /// Above the input.
    Above,
    /// In the input while that is empty, and small at its upper edge otherwise.
    Inside,
    /// For assistive technology only.
    Hidden,
}

impl LabelPlacement {
    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("above", LabelPlacement::Above),
            ("inside", LabelPlacement::Inside),
            ("hidden", LabelPlacement::Hidden),
        ])
    }
}
