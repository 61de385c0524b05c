//! The label of a button or a field: plain text, or a rich text on one line.

use serde::Serialize;

use crate::{read::At, rich_content::RichContent};

/// The most characters of a label; of a rich text, the words count.
pub const MAX_CHARACTERS: usize = 120;

/// A label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Label {
    /// Plain text, 1 to 120 characters.
    Plain(String),
    /// A rich text of as many; links and blocks in it leave as their words.
    Rich(RichContent),
}

impl Label {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        if !at.value().is_object() {
            return at.string(1..=MAX_CHARACTERS).map(Label::Plain);
        }
        let mut object = at.object()?;
        let content = RichContent::read(&mut object);
        object.finish();
        content.map(Label::Rich)
    }
}
