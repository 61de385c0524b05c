//! Block `button`.

use serde::Serialize;

use crate::{action::Action, label::Label, read::Object};

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What stands on it.
    pub label: Label,
    /// What it does.
    pub action: Action,
}

impl Button {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let label = object.required("label").and_then(|at| Label::read(&at));
        let action = object.required("action").and_then(|at| Action::read(&at));
        Some(Button {
            label: label?,
            action: action?,
        })
    }
}
