//! Borders.

use serde::Serialize;

use super::Color;
use crate::read::At;

style_group! {
    /// A line around something.
    Border {
        /// The width in CSS px, 0..=12. Default 1.
        width_px: u32 = |at| at.integer(0..=12),
        /// Default: the color of the text in it.
        color: Color = Color::read,
        /// The line style. Default `solid`.
        line: Line = Line::read,
    }
}

/// The line style of a border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Line {
    Solid,
    Dashed,
    Dotted,
}

impl Line {
    /// The line style as CSS.
    pub fn as_css(self) -> &'static str {
        match self {
            Line::Solid => "solid",
            Line::Dashed => "dashed",
            Line::Dotted => "dotted",
        }
    }

    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("solid", Line::Solid),
            ("dashed", Line::Dashed),
            ("dotted", Line::Dotted),
        ])
    }
}
