//! Wire shape: one text to render, as the command line and the renderer service accept it, and their answer.

use bounded_json::{Fault, Mended, sentence};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeStruct};

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
    /// Whether the text is a block, or inside a line. Default `block`.
    #[serde(default)]
    pub layout: Layout,
    /// Whether Markdown gets typographic quotes, dashes and ellipses. Default false.
    #[serde(default)]
    pub smart_punctuation: bool,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The text was rendered.
    Rendered(Rendered),
    /// The text could not be rendered.
    Refused {
        /// The reason.
        error: Refusal,
    },
}

/// Why a request could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where in the request, as a JSON path.
    pub path: String,
    /// The problem there, and what is allowed; in JSON, a [`sentence`].
    pub message: String,
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut refusal = serializer.serialize_struct("Refusal", 2)?;
        refusal.serialize_field("path", &self.path)?;
        refusal.serialize_field("message", &sentence(&self.path, &self.message))?;
        refusal.end()
    }
}

impl<'a> Request<'a> {
    /// Reads a request from its JSON.
    pub fn read(json: &'a Mended<'_>) -> Result<Self, Refusal> {
        bounded_json::read_mended(json).map_err(|fault| Refusal {
            path: fault.path().to_owned(),
            message: match fault {
                Fault::NotJson(error) => format!("is not a request: {error}"),
                fault => fault.to_string(),
            },
        })
    }

    /// Renders the request.
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
        match Request::read(&Mended::of(json)).and_then(|request| request.render()) {
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
