//! Why a text was refused.

use std::str::Utf8Error;

use crate::{MAX_DEPTH, MAX_VALUES};

/// Why a text was refused. The message continues "the body …", "the line …" or a path.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It has more bytes than are allowed.
    #[error("has more than the {0} bytes that are allowed")]
    TooLong(usize),
    /// Its bytes are not UTF-8.
    #[error("is not JSON: {0}")]
    NotUtf8(Utf8Error),
    /// Arrays and objects are nested more than [`MAX_DEPTH`] deep.
    #[error("nests arrays and objects more than the {MAX_DEPTH} levels deep that are allowed")]
    TooDeep,
    /// It contains more than [`MAX_VALUES`] values.
    #[error("contains more than the {MAX_VALUES} values that are allowed")]
    TooManyValues,
    /// An object has a member twice: readers disagree about which one counts.
    #[error("appears twice in its object; a member may appear only once")]
    Repeated {
        /// The path of the member.
        path: String,
    },
    /// It is not JSON, or not of the type that was asked for.
    #[error("is not JSON: {0}")]
    NotJson(serde_json::Error),
}

impl Fault {
    /// The path (RFC 9535) of the fault, as far as it is known.
    pub fn path(&self) -> &str {
        match self {
            Fault::Repeated { path } => path,
            _ => "$",
        }
    }
}
