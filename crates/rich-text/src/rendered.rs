//! The result of rendering a rich text.

use serde::Serialize;

use crate::Note;

/// A rendered rich text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// Sanitized HTML.
    pub html: String,
    /// The words alone: formats and addresses left out, one line a block.
    pub text: String,
    /// What a form cannot show and was left out; empty for Quill's own outputs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

impl Rendered {
    pub(crate) fn new(html: String, text: String) -> Self {
        Rendered {
            html,
            text,
            notes: Vec::new(),
        }
    }
}
