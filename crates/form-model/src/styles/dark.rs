//! Colors for those who prefer a dark screen.

use super::Color;

style_group! {
    /// The form's colors where the visitor prefers a dark screen (`prefers-color-scheme: dark`).
    Dark {
        /// Default: the same.
        background_color: Color = Color::read,
        /// Default: the same.
        text_color: Color = Color::read,
        /// Default: the same.
        button_color: Color = Color::read,
        /// Default: the same.
        button_text_color: Color = Color::read,
        /// Default: the same.
        overlay_color: Color = Color::read,
    }
}
