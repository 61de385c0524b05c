//! Block `button`.

use serde::Serialize;

use crate::{action::Action, label::Label, read::Object, styles::ButtonStyles};

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What stands on it.
    pub label: Label,
    /// What it does.
    pub action: Action,
    /// How this one looks, where it differs from the form's other buttons.
    #[serde(skip_serializing_if = "ButtonStyles::is_default")]
    pub styles: ButtonStyles,
}

impl Button {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let label = object.required("label").and_then(|at| Label::read(&at));
        let action = object.required("action").and_then(|at| Action::read(&at));
        let styles = match object.optional("styles") {
            Some(at) => ButtonStyles::read(&at),
            None => Some(ButtonStyles::default()),
        };
        Some(Button {
            label: label?,
            action: action?,
            styles: styles?,
        })
    }
}
