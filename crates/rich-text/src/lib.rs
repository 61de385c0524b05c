#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod markdown;

mod link;
mod plain;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Sanitized HTML: block elements.
    pub html: String,
    /// The same as plain text: one line a block, links with their address behind them.
    pub text: String,
}
