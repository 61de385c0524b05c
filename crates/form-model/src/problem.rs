//! One thing that is wrong with a document, and where.

use bounded_json::sentence;
use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::{borrow::Cow, fmt};

/// A problem of a JSON document, written for the person who can fix it. In JSON, the message is a
/// [whole sentence](Self::sentence).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON path of the value (RFC 9535): `$` is the document, `$.versions[0].steps[2]` a value in it.
    pub path: String,
    /// The problem, with the value and what is allowed; without a trailing period. If it begins with a lowercase letter,
    /// the name of the value comes before it.
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

    /// The message as a sentence that one can understand without the path.
    pub fn sentence(&self) -> Cow<'_, str> {
        sentence(&self.path, &self.message)
    }
}

/// The path, and the sentence.
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.sentence())
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("Problem", 2)?;
        problem.serialize_field("path", &self.path)?;
        problem.serialize_field("message", &self.sentence())?;
        problem.end()
    }
}

/// A document that cannot be read has this one problem.
impl From<bounded_json::Fault> for Problem {
    fn from(fault: bounded_json::Fault) -> Self {
        Problem::new(fault.path(), fault.to_string())
    }
}
