//! Isolation: what keeps the styles of a form and the page apart.

use serde::Serialize;

use crate::read::At;

/// What keeps the styles of a form and the page apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Isolation {
    /// An open shadow root: none of the page's styles reach it.
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
