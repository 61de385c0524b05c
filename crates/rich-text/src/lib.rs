#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod markdown;
pub mod request;

mod content;
mod fault;
mod link;
mod options;
mod plain;

pub use content::Content;
pub use fault::Fault;
pub use options::{Format, Layout, Options, Output, Profile};
pub use request::{Answer, Refusal, Request};

use serde::Serialize;

/// Escapes text for an HTML text node or a double-quoted attribute.
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // A parser would put U+FFFD there; it is done here, so that what is published is what is shown.
            '\0' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A rendered rich text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// Sanitized HTML.
    pub html: String,
    /// The words alone: formats and addresses left out, one line a block.
    pub text: String,
}
