//! How a form opens and closes.

use serde::Serialize;

use crate::read::At;

style_group! {
    /// How a form opens; it closes in reverse. If the visitor prefers less motion, it opens at once.
    Animation {
        /// The motion. Default `default`.
        r#type: Motion = Motion::read,
        /// How long that takes, 0..=1000; 0 = no motion. Default: 280 for modal forms, 320 for flyouts and banners.
        duration_ms: u32 = |at| at.integer(0..=1000),
    }
}

/// The way of a form onto the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// The motion of the form type.
    Default,
    /// In its place, from transparent to opaque.
    Fade,
    /// From the nearest edge; a popup from a little below.
    Slide,
    /// Growing from a smaller size.
    Zoom,
    /// No motion.
    None,
}

impl Motion {
    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("default", Motion::Default),
            ("fade", Motion::Fade),
            ("slide", Motion::Slide),
            ("zoom", Motion::Zoom),
            ("none", Motion::None),
        ])
    }
}
