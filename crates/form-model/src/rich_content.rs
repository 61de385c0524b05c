//! A rich text as a designer writes it: Markdown, or a Quill Delta.

use serde::Serialize;
use serde_json::Value;

use crate::read::{At, Object};

/// A rich text; turned into HTML at publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RichContent {
    /// Language of the content.
    pub format: Format,
    /// Markdown: a string of 1 to 20,000 characters. Delta: an object with an array `ops`, or that array itself, as the
    /// editor wrote it; its content is checked when it is compiled.
    pub content: Value,
}

/// Language of a rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// CommonMark with strikethrough; HTML in it is shown as text.
    Markdown,
    /// Quill 2 Delta.
    Delta,
}

impl RichContent {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let format = object
            .required("format")
            .and_then(|at| at.choice(&[("markdown", Format::Markdown), ("delta", Format::Delta)]));
        let content = object.required("content");
        let (format, at) = (format?, content?);
        let content = match format {
            Format::Markdown => at.string(1..=20_000).map(Value::String),
            Format::Delta => read_delta(&at),
        };
        Some(RichContent {
            format,
            content: content?,
        })
    }
}

fn read_delta(at: &At<'_>) -> Option<Value> {
    if !at.value().is_array() {
        let mut delta = at.object()?;
        let ops = delta.required("ops")?;
        ops.array(0..=usize::MAX, "ops")?;
    }
    Some(at.value().clone())
}
