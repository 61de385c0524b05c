//! Wire shape: one text to render, as the command line and the renderer service take it, and what they answer.

use serde::{Deserialize, Serialize};

use crate::{Content, Format, Layout, Note, Options, Output, Profile, Rendered};

/// One text to render.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request<'a> {
    /// Language of the content.
    pub format: Format,
    /// The content: a Delta, or a string of Markdown.
    #[serde(borrow)]
    pub content: Content<'a>,
    /// Which HTML a Delta becomes. Default `onsite`.
    #[serde(default)]
    pub output: Output,
    /// How attributes such as colors are written. Default `default`.
    #[serde(default)]
    pub profile: Profile,
    /// Whether the text stands by itself, or inside a line. Default `block`.
    #[serde(default)]
    pub layout: Layout,
    /// Whether Markdown gets typographic quotes, dashes and ellipses. Default false.
    #[serde(default)]
    pub smart_punctuation: bool,
}

/// What a request is answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// It was rendered.
    Rendered(Rendered),
    /// It was not.
    Refused {
        /// Why.
        error: Refusal,
    },
}

/// Why a request was not rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Where in the request, as a JSON path.
    pub path: String,
    /// What is wrong there, and what is allowed.
    pub message: String,
}

impl<'a> Request<'a> {
    /// Reads a request from its JSON.
    pub fn read(json: &'a str) -> Result<Self, Refusal> {
        serde_json::from_str(json).map_err(|error| Refusal {
            path: "$".to_owned(),
            message: format!("is no request: {error}"),
        })
    }

    /// Renders it.
    pub fn render(&self) -> Result<Rendered, Refusal> {
        let options = Options {
            output: self.output,
            profile: self.profile,
            layout: self.layout,
            smart_punctuation: self.smart_punctuation,
        };
        let mut rendered = self.content.render(self.format, options)?;
        for note in &mut rendered.notes {
            note.path.insert_str(0, "$.content");
        }
        Ok(rendered)
    }
}

impl Answer {
    /// Reads and renders one request.
    pub fn to(json: &str) -> Self {
        match Request::read(json).and_then(|request| request.render()) {
            Ok(rendered) => Answer::Rendered(rendered),
            Err(error) => Answer::Refused { error },
        }
    }
}

impl From<Note> for Refusal {
    fn from(note: Note) -> Self {
        Refusal {
            path: format!("$.content{}", note.path),
            message: note.message,
        }
    }
}
