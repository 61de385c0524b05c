//! Colors for visitors who prefer a dark color scheme.

use super::Color;

style_group! {
    /// The form's colors if the visitor prefers a dark color scheme (`prefers-color-scheme: dark`).
    Dark {
        /// Default: the light color.
        background_color: Color = Color::read,
        /// Default: the light color.
        text_color: Color = Color::read,
        /// Default: the light color.
        button_color: Color = Color::read,
        /// Default: the light color.
        button_text_color: Color = Color::read,
        /// Default: the light color.
        overlay_color: Color = Color::read,
    }
}
