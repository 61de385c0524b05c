//! Reads JSON from outside: the body of a request, a line, a file, a stored draft, another pod's answer.
//!
//! Both services and the command line read all their input with [`read`], [`read_mended`], [`value`] or [`stored`], and
//! `cargo xtask tidy` checks that no other code parses JSON. Half surrogate pairs, as JavaScript writes them, are
//! [`Mended`] first. Then one pass over the text, without recursion, counts its contents before anything is built from
//! it, so that no text can exhaust the stack or the memory:
//!
//! ```
//! use bounded_json::{Fault, value};
//! assert_eq!(value(r#"{"a": [1]}"#, 100)?["a"][0], 1);
//! assert!(matches!(value(&"[".repeat(65), 100), Err(Fault::TooDeep)));
//! assert!(matches!(value(r#"{"a": 1, "a": 2}"#, 100), Err(Fault::Repeated { .. })));
//! # Ok::<(), Fault>(())
//! ```
#![forbid(unsafe_code)]

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

mod fault;
mod mended;
mod path;
mod raw;
mod scan;
mod sentence;

pub use fault::Fault;
pub use mended::Mended;
pub use path::path_at;
pub use raw::{elements, member};
pub use sentence::sentence;

use scan::{Repeated, scan};

/// How deep arrays and objects may be nested. A form needs about 20.
pub const MAX_DEPTH: usize = 64;

/// How many values a text may contain, counting arrays, objects and everything in them. An object takes up to 500 bytes
/// of memory, so a document takes at most 50 MB; the largest form in use has about 3,000 values.
pub const MAX_VALUES: usize = 100_000;

/// The largest draft or form file, in bytes: five pictures of the largest size, and texts.
pub const MAX_FORM_BYTES: usize = 8 * 1024 * 1024;

/// Takes bytes as text. A byte order mark at the start is skipped.
pub fn text(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes)
        .map(without_mark)
        .map_err(Fault::NotUtf8)
}

/// The text without byte order marks at its start, which editors on Windows write (RFC 8259, 8.1 lets a reader skip
/// them); a file that was put together from others may have several.
pub fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Reads a text of at most `max_bytes` as a document of any shape.
pub fn value(text: &str, max_bytes: usize) -> Result<Value, Fault> {
    read(text, max_bytes)
}

/// Reads a text of at most `max_bytes` into a type.
pub fn read<T: DeserializeOwned>(text: &str, max_bytes: usize) -> Result<T, Fault> {
    check_length(without_mark(text), max_bytes)?;
    read_mended(&Mended::of(text))
}

/// Reads a text into a type that may borrow from it. The caller has already limited its bytes.
pub fn read_mended<'de, T: Deserialize<'de>>(text: &'de Mended<'_>) -> Result<T, Fault> {
    let text = text.as_str();
    scan(text, Repeated::Refused)?;
    serde_json::from_str(text).map_err(Fault::NotJson)
}

/// Reads a text that this service stored, perhaps in an earlier release: those accepted a repeated member, and used the
/// last one. The number of bytes was limited when it was stored.
pub fn stored<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Fault> {
    scan(text, Repeated::LastCounts)?;
    serde_json::from_str(text).map_err(Fault::NotJson)
}

fn check_length(text: &str, max_bytes: usize) -> Result<(), Fault> {
    if text.len() > max_bytes {
        return Err(Fault::TooLong(max_bytes));
    }
    Ok(())
}
