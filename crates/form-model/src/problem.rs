//! One thing that is wrong with a document, and where.

use serde::Serialize;

/// A problem of a JSON document, written for the person who can fix it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// JSON path of the value (RFC 9535): `$` is the document, `$.versions[0].steps[2]` a value in it.
    pub path: String,
    /// The problem, with the value and what is allowed; without a trailing period.
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

/// A document that cannot be read has this one problem.
impl From<bounded_json::Fault> for Problem {
    fn from(fault: bounded_json::Fault) -> Self {
        Problem::new(fault.path(), fault.to_string())
    }
}
