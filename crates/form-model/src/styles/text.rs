//! Texts, and the headings and links in them.

use serde::Serialize;

use super::{Color, Decimal, FontFamily};
use crate::read::At;

style_group! {
    /// Texts.
    TextStyles {
        /// In CSS px, 12..=24. Default 16. Inputs stay at 16 at least.
        font_size_px: u32 = |at| at.integer(12..=24),
        /// Distance of lines as a multiple of the size, 1..=2.5 in steps of 0.05. Default 1.5.
        line_height: Decimal = |at| Decimal::read(at, 100, 250, 5),
        /// Distance of letters in CSS px, -2..=8 in steps of 0.1. Default 0.
        letter_spacing_px: Decimal = |at| Decimal::read(at, -200, 800, 10),
        /// The letter case. Default `as_typed`.
        case: Case = Case::read,
    }
}

style_group! {
    /// Headings in texts.
    Heading {
        /// The color. Default: as for texts.
        color: Color = Color::read,
        /// The font weight, 300..=900 by 100. Default 700.
        font_weight: u32 = read_font_weight,
        /// The font family. Default: as for texts.
        font_family: FontFamily = FontFamily::read,
        /// Of the largest, in CSS px, 16..=96; the others are smaller in the same proportion. Default 1.875 times the
        /// text's size.
        font_size_px: u32 = |at| at.integer(16..=96),
        /// Distance of letters in CSS px, -4..=16 in steps of 0.1. Default -0.01 times the heading's size.
        letter_spacing_px: Decimal = |at| Decimal::read(at, -400, 1600, 10),
        /// The letter case. Default: as for texts.
        case: Case = Case::read,
    }
}

style_group! {
    /// Links in texts.
    Link {
        /// The color. Default: as for texts.
        color: Color = Color::read,
        /// When links are underlined. Default `always`.
        underline: Underline = Underline::read,
    }
}

/// Alignment of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextAlign {
    /// At the edge where lines begin.
    Left,
    /// Centered.
    Center,
}

/// In which letters a text shows, whatever it was typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// As typed.
    AsTyped,
    /// In capitals.
    Uppercase,
    /// In lower case.
    Lowercase,
    /// Each word with a capital at its beginning.
    Capitalize,
}

/// When a link is underlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Underline {
    /// Always.
    Always,
    /// While a pointer is over it, or the focus on it.
    Hover,
}

/// The position of an element in its place, in reading direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Align {
    Start,
    Center,
    End,
    /// As large as the place; rows only.
    Stretch,
}

impl TextAlign {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[("left", TextAlign::Left), ("center", TextAlign::Center)])
    }
}

impl Case {
    /// The value of `text-transform`.
    pub fn as_css(self) -> &'static str {
        match self {
            Case::AsTyped => "none",
            Case::Uppercase => "uppercase",
            Case::Lowercase => "lowercase",
            Case::Capitalize => "capitalize",
        }
    }

    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("as_typed", Case::AsTyped),
            ("uppercase", Case::Uppercase),
            ("lowercase", Case::Lowercase),
            ("capitalize", Case::Capitalize),
        ])
    }
}

impl Underline {
    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[("always", Underline::Always), ("hover", Underline::Hover)])
    }
}

impl Align {
    const CHOICES: [(&'static str, Align); 4] = [
        ("start", Align::Start),
        ("center", Align::Center),
        ("end", Align::End),
        ("stretch", Align::Stretch),
    ];

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&Self::CHOICES[..3])
    }

    pub(crate) fn read_of_row(at: &At<'_>) -> Option<Self> {
        at.choice(&Self::CHOICES)
    }
}

/// Reads the weight of a font: 300..=900 by 100.
pub(super) fn read_font_weight(at: &At<'_>) -> Option<u32> {
    let weight = at.integer(300..=900)?;
    if weight % 100 != 0 {
        at.problem(format!(
            "is {weight}; a multiple of 100 from 300 to 900 is allowed"
        ));
        return None;
    }
    Some(weight)
}
