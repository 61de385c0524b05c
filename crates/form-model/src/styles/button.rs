//! Buttons.

use serde::Serialize;

use super::{Align, Border, Color, text::read_font_weight};
use crate::read::At;

style_group! {
    /// The styles of all buttons, or of one. A button that only closes looks like a link, unless it has its own styles.
    ButtonStyles {
        /// Default: the form's `button_color`.
        background_color: Color = Color::read,
        /// Default: the form's `button_text_color`.
        text_color: Color = Color::read,
        /// The border. Default none.
        border: Border = Border::read,
        /// In CSS px, 0..=48. Default: the form's, 10 at most.
        border_radius_px: u32 = |at| at.integer(0..=48),
        /// In CSS px, 12..=28. Default: as texts.
        font_size_px: u32 = |at| at.integer(12..=28),
        /// The font weight, 300..=900 by 100. Default 600.
        font_weight: u32 = read_font_weight,
        /// Room above and below the text in CSS px, 0..=32, and twice that at its sides. A button stays at least
        /// 44 high. Default 10, and at least 48 high.
        padding_px: u32 = |at| at.integer(0..=32),
        /// The width. Default `fill`.
        width: ButtonWidth = ButtonWidth::read,
        /// The alignment of a button that does not fill its place. Default `start`.
        align: Align = Align::read,
        /// While a pointer is over it. Default: a little lighter.
        hover: HoverStyles = HoverStyles::read,
        /// The ring around it while it has the focus. Default: the form's `button_color`.
        focus_color: Color = Color::read,
        /// While a press is being answered. Default: a little faded.
        disabled: DisabledStyles = DisabledStyles::read,
    }
}

style_group! {
    /// A button while a pointer is over it.
    HoverStyles {
        /// Default: unchanged.
        background_color: Color = Color::read,
        /// Default: unchanged.
        text_color: Color = Color::read,
        /// Default: unchanged.
        border_color: Color = Color::read,
    }
}

style_group! {
    /// A button while a press is being answered.
    DisabledStyles {
        /// Default: unchanged.
        background_color: Color = Color::read,
        /// Default: unchanged.
        text_color: Color = Color::read,
    }
}

/// The width of a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ButtonWidth {
    /// As wide as its place.
    Fill,
    /// As wide as its text.
    Fit,
}

impl ButtonWidth {
    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[("fill", ButtonWidth::Fill), ("fit", ButtonWidth::Fit)])
    }
}
