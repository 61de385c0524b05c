//! What is told about a place in a content.

use serde::Serialize;

/// Something that was left out of what a form ships, or why nothing could be rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Where, as a JSON path that begins at the content: `.ops[3].insert`, or empty for the content as a whole.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}
