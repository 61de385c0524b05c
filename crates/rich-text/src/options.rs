//! What a caller may choose.

use serde::{Deserialize, Serialize};

/// Language of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Quill 2 Delta.
    Delta,
    /// CommonMark with strikethrough.
    Markdown,
}

/// Which HTML a Delta becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// What a form ships.
    #[default]
    Onsite,
    /// What `quill.root.innerHTML` is, in canonical order.
    Quill,
    /// What `quill.getSemanticHTML()` is, in canonical order, and safe where Quill is not.
    QuillSemantic,
}

/// How attributes such as colors are written: the names of Quill's sets of attributors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Color and background as styles, the rest as classes: what `new Quill` does.
    #[default]
    Default,
    /// All as styles, but for the indent, which is always a class.
    Style,
    /// All as classes.
    Class,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// By itself: block elements.
    #[default]
    Block,
    /// Inside a line: no block elements; several lines are parted by `<br>`.
    Inline,
    /// Inside a label or a button: as `inline`, and without links.
    Label,
}

/// Whether a text inside a line may hold links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// In a line of text.
    Allowed,
    /// In a label or a button, which are pressed themselves.
    Forbidden,
}

/// All choices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Which HTML a Delta becomes; Markdown is always rendered for forms.
    pub output: Output,
    /// How attributes are written.
    pub profile: Profile,
    /// Where the text stands.
    pub layout: Layout,
    /// Whether Markdown gets typographic quotes, dashes and ellipses.
    pub smart_punctuation: bool,
}

/// What becomes of the addresses of links where only words are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Addresses {
    /// Words only.
    LeftOut,
    /// Behind the words, in brackets.
    Kept,
}
