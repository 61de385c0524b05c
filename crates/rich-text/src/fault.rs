//! Why a content cannot be rendered.

use crate::limits;

/// Why a content cannot be rendered. Ops are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The format is `markdown`, but the content is not a string.
    #[error("must be a string of Markdown")]
    NotMarkdown,
    /// An op is `null`.
    #[error("is null; an op is an object with a member `insert`")]
    NullOp {
        /// The index of the op.
        op: usize,
    },
    /// An op inserts an embed that Quill does not know.
    #[error("inserts {name:?}, which is not known; a text, `image` or `video` is allowed")]
    UnknownEmbed {
        /// The index of the op.
        op: usize,
        /// The name of the embed.
        name: String,
    },
    /// An op inserts a formula, which needs KaTeX.
    #[error("inserts a formula, which cannot be shown; a text, `image` or `video` is allowed")]
    Formula {
        /// The index of the op.
        op: usize,
    },
    /// An op changes an embed: that is a change, and no document.
    #[error("changes another document; a document consists of inserts only")]
    EmbedRetained {
        /// The index of the op.
        op: usize,
    },
    /// A text attribute is not a text format.
    #[error("is not a format of text")]
    NotAFormat {
        /// The index of the op.
        op: usize,
        /// The name of the attribute.
        name: &'static str,
    },
    /// A color cannot be part of a class.
    #[error("contains a space, which is not allowed in a class name")]
    SpaceInClass {
        /// The index of the op.
        op: usize,
        /// The attribute: `color` or `background`.
        attribute: &'static str,
    },
    /// There are too many ops.
    #[error("has more than the {} ops that are allowed", limits::OPS)]
    TooManyOps,
    /// There is too much text.
    #[error(
        "has more than the {} bytes of text that are allowed",
        limits::TEXT_BYTES
    )]
    TooMuchText {
        /// The op that exceeds the limit; `None` for Markdown.
        op: Option<usize>,
    },
    /// The pictures are too large.
    #[error(
        "has pictures of more than the {} bytes that are allowed together",
        limits::IMAGE_BYTES
    )]
    ImagesTooLarge {
        /// The op that exceeds the limit.
        op: usize,
    },
    /// Attributes take too much room on all the lines that they span.
    #[error(
        "has attributes of more than the {} bytes that are allowed together, each counted on every line",
        limits::ATTRIBUTE_BYTES
    )]
    AttributesTooLarge {
        /// The op that exceeds the limit.
        op: usize,
    },
    /// Elements of Markdown nest too deep.
    #[error(
        "nests lists, quotes and formats deeper than the {} levels that are allowed",
        limits::DEPTH
    )]
    TooDeep,
}

impl Fault {
    /// The position within the ops, as a path below theirs: `[3].insert`; empty for the content as a whole.
    pub fn path(&self) -> String {
        match self {
            Fault::NullOp { op } | Fault::EmbedRetained { op } => format!("[{op}]"),
            Fault::UnknownEmbed { op, .. }
            | Fault::Formula { op }
            | Fault::ImagesTooLarge { op }
            | Fault::TooMuchText { op: Some(op) } => format!("[{op}].insert"),
            Fault::AttributesTooLarge { op } => format!("[{op}].attributes"),
            Fault::SpaceInClass { op, attribute } => format!("[{op}].attributes.{attribute}"),
            Fault::NotAFormat { op, name } => format!("[{op}].attributes.{name}"),
            Fault::NotMarkdown
            | Fault::TooManyOps
            | Fault::TooMuchText { op: None }
            | Fault::TooDeep => String::new(),
        }
    }
}
