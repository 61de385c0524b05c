//! One thing that is wrong with a document, and where.

use serde::Serialize;

/// A problem of a JSON document, told to the person who can mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// JSON path of the value (RFC 9535): `$` is the document, `$.versions[0].steps[2]` a value in it.
    pub path: String,
    /// What is wrong, with the value and what is allowed; no trailing dot.
    pub message: String,
}

impl Problem {
    /// Makes a problem.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Problem {
            path: path.into(),
            message: message.into(),
        }
    }
}
