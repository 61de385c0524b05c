//! Combination: whether all of several have to hold, or any one of them.

use serde::Serialize;

use crate::read::At;

/// How several triggers, or several targeting rules, combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Combination {
    /// Every one has to hold.
    All,
    /// One that holds is enough.
    Any,
}

impl Combination {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[("any", Combination::Any), ("all", Combination::All)])
    }
}
