//! `form_submitted`: the event `form_submitted` is happening, and its property `form_id` is the other form.

use form_model::trigger::FormSubmitted;
use targeting::{fact, program::ALLOW};

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: &FormSubmitted, program: &mut Writer<'_>) {
    program.group(TRIGGER, "form_submitted");
    program.condition(fact::EVENT, "form_submitted");
    program.condition(fact::EVENT_PROPERTY, "form_id");
    program.pattern(ALLOW, trigger.form_id.as_str());
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_when_that_form_is_submitted() {
        check::trigger(
            &json!({"type": "form_submitted", "form_id": "survey1"}),
            &[
                (&[("Eform_submitted", ""), ("Pform_id", "survey1")], true),
                (&[("Eform_submitted", ""), ("Pform_id", "survey12")], false),
                (&[("Eform_submitted", "")], false),
                (&[("Pform_id", "survey1")], false),
            ],
        );
    }
}
