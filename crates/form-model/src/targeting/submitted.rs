//! `{"type": "submitted", "form_id", "is"}`: whether the visitor ever submitted a form in this browser.
//!
//! `form_id`: a form of the site; left out = the form that has the rule. `is`: false (default) or true.

use serde::Serialize;

use crate::{ids::FormId, read::Object};

/// Whether a form was submitted before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Submitted {
    /// Another form; `None` = this one.
    pub form_id: Option<FormId>,
    /// Whether it must have been submitted, or must not. Default false.
    pub is: bool,
}

impl Submitted {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let form_id = match object.optional("form_id") {
            Some(at) => FormId::read(&at).map(Some),
            None => Some(None),
        };
        let is = object.boolean_or("is", false);
        Some(Submitted {
            form_id: form_id?,
            is: is?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn names_a_form_or_means_its_own() {
        check(json!({"type": "submitted"}), None);
        check(
            json!({"type": "submitted", "form_id": "welcome", "is": true}),
            None,
        );
        check(
            json!({"type": "submitted", "form_id": "a"}),
            Some("$.form_id"),
        );
        check(json!({"type": "submitted", "is": 1}), Some("$.is"));
    }
}
