//! Combination: whether all of several conditions must hold, or any one of them.

use serde::Serialize;

use crate::read::At;

/// How several triggers, or several targeting rules, combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Combination {
    /// All of them must hold.
    All,
    /// One of them is enough.
    Any,
}

impl Combination {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[("any", Combination::Any), ("all", Combination::All)])
    }
}
