//! Block `button`.

use serde::Serialize;

use super::{Kind, Place};
use crate::{
    action::{Action, ActionKind},
    label::Label,
    read::{At, Object},
    styles::ButtonStyles,
};

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// The label of the button.
    pub label: Label,
    /// The action of a press.
    pub action: Action,
    /// Its rank among the buttons of its step. Default: see [`Button::variant`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<Variant>,
    /// The styles of this button, where they differ from the form's other buttons.
    #[serde(skip_serializing_if = "ButtonStyles::is_default")]
    pub styles: ButtonStyles,
}

/// How prominent a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// Filled with the color of buttons.
    Primary,
    /// The same size, but only outlined.
    Secondary,
    /// An underlined text.
    Link,
}

impl Kind for Button {
    fn button(&self) -> Option<&Button> {
        Some(self)
    }

    /// Nothing leads on from the last step, and nothing is submitted from the success step.
    fn check_place(&self, at: &At<'_>, place: Place) {
        let action = at.member("action");
        if place.is_last && self.action.kind == ActionKind::NextStep {
            action
                .member("type")
                .problem("is `next_step` on the last step");
        }
        if place.is_success_step && self.action.submit {
            action
                .member("submit")
                .problem("is true on the success step, where nothing is submitted any more");
        }
    }
}

impl Button {
    /// The variant of the button. By default, a button that only closes is a link if the step has a button that leads
    /// on; otherwise, for example beside the thanks, it is the step's primary button.
    pub fn variant(&self, is_alone: bool) -> Variant {
        let only_closes = self.action.kind == ActionKind::Close && !self.action.submit;
        let default = if only_closes && !is_alone {
            Variant::Link
        } else {
            Variant::Primary
        };
        self.variant.unwrap_or(default)
    }

    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let label = object.required("label").and_then(|at| Label::read(&at));
        let action = object.required("action").and_then(|at| Action::read(&at));
        let variant = match object.optional("variant") {
            Some(at) => at
                .choice(&[
                    ("primary", Variant::Primary),
                    ("secondary", Variant::Secondary),
                    ("link", Variant::Link),
                ])
                .map(Some),
            None => Some(None),
        };
        let styles = match object.optional("styles") {
            Some(at) => ButtonStyles::read(&at),
            None => Some(ButtonStyles::default()),
        };
        Some(Button {
            label: label?,
            action: action?,
            variant: variant?,
            styles: styles?,
        })
    }
}
