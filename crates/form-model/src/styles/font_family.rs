//! Typefaces.

use serde::Serialize;

use crate::read::At;

/// A typeface that every system has one of, under a generic name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FontFamily {
    /// The system's sans serif.
    Sans,
    /// The system's serif.
    Serif,
    /// Every character as wide as the others.
    Mono,
    /// A sans serif with round ends.
    Rounded,
    /// A sans serif drawn after handwriting.
    Humanist,
}

impl FontFamily {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("sans", FontFamily::Sans),
            ("serif", FontFamily::Serif),
            ("mono", FontFamily::Mono),
            ("rounded", FontFamily::Rounded),
            ("humanist", FontFamily::Humanist),
        ])
    }
}
