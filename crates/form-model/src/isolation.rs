//! Isolation: what keeps a form and the page around it out of each other's styles.

use serde::Serialize;

use crate::read::At;

/// What keeps a form and the page around it out of each other's styles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Isolation {
    /// An open shadow root: nothing of the page's reaches in.
    #[default]
    Shadow,
    /// Elements of the page itself, so that its scripts and tools reach them; its `!important` rules may, too.
    Light,
}

impl Isolation {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[("shadow", Isolation::Shadow), ("light", Isolation::Light)])
    }
}
