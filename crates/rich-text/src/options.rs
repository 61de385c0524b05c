//! The options of a caller.

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
    /// The HTML of a form.
    #[default]
    Onsite,
    /// The HTML of `quill.root.innerHTML`, in canonical order.
    Quill,
    /// The HTML of `quill.getSemanticHTML()`, in canonical order, and safe where Quill is not.
    QuillSemantic,
}

/// How attributes such as colors are written: the names of Quill's sets of attributors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Color and background as styles, the rest as classes, like `new Quill`.
    #[default]
    Default,
    /// Everything as styles, except the indent, which is always a class.
    Style,
    /// Everything as classes.
    Class,
}

/// Where a text is placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// On its own: block elements.
    #[default]
    Block,
    /// Inside a line: no block elements; several lines are parted by `<br>`.
    Inline,
    /// Inside a label or a button: as `inline`, and without links.
    Label,
}

/// Whether a text inside a line may contain links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// In a line of text.
    Allowed,
    /// In a label or a button, which are pressed themselves.
    Forbidden,
}

/// All options together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Which HTML a Delta becomes; Markdown is always rendered for forms.
    pub output: Output,
    /// How attributes are written.
    pub profile: Profile,
    /// Where the text is placed.
    pub layout: Layout,
    /// Whether Markdown gets typographic quotes, dashes and ellipses.
    pub smart_punctuation: bool,
}

/// What to do with the addresses of links in plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Addresses {
    /// Leave them out.
    LeftOut,
    /// After the words, in brackets.
    Kept,
}
