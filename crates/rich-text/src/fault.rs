//! Why a content cannot be rendered.

/// Why a content cannot be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The content is not what its format asks for.
    #[error("must be a string of Markdown")]
    NotMarkdown,
}

impl Fault {
    /// Where in the content: what follows the content's own path, for example `.ops[3].insert`.
    pub fn path(&self) -> String {
        String::new()
    }
}
