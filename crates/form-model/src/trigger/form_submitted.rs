//! `{"type": "form_submitted", "form_id": "welcome"}`: another form of the site was submitted on this page view.

use serde::Serialize;

use crate::{ids::FormId, read::Object};

/// Another form was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormSubmitted {
    /// The other form, never the one with this trigger.
    pub form_id: FormId,
}

impl FormSubmitted {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(FormSubmitted {
            form_id: FormId::read(&object.required("form_id")?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::read;
    use serde_json::json;

    #[test]
    fn needs_the_id_of_a_form() {
        assert!(read(&json!({"type": "form_submitted", "form_id": "welcome"})).is_ok());
        for bad in [json!(null), json!("a"), json!("wel come")] {
            assert!(read(&json!({"type": "form_submitted", "form_id": bad})).is_err());
        }
    }
}
