//! Notes about a place in a content.

use serde::Serialize;

/// Something that was left out of a form's text, or why nothing could be rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Where, as a JSON path that begins at the content: `.ops[3].insert`, or empty for the content as a whole.
    pub path: String,
    /// The problem there.
    pub message: String,
    /// Whether only styling is missing, or a character that was lost before. The text is complete without it. Anything
    /// that is not minor is a word, a link or a picture that visitors would miss.
    #[serde(skip)]
    pub is_minor: bool,
}

/// The replacement for a character that was lost earlier: half of a surrogate pair, or invalid bytes.
pub(crate) const LOST: char = '\u{fffd}';

/// The message of the note.
pub(crate) const LOST_MESSAGE: &str =
    "has a character that was lost before it came here, and is shown as \u{fffd} (U+FFFD)";
