//! `dismissible: false`: a form that insists on one of its buttons, such as an age gate.
//!
//! A visitor always has a way out, on every screen and without giving an answer: each step has a button that closes or
//! redirects without submitting, or that leads on from a step without required fields.

use serde_json::Value;

use crate::{
    action::ActionKind,
    block::Button,
    read::{At, Object},
    step::Step,
};

/// Reads `dismissible`; if it is false, no other member may make something close the form.
pub(crate) fn read(object: &mut Object<'_>) -> Option<bool> {
    let dismissible = object.boolean_or("dismissible", true)?;
    if !dismissible {
        for key in ["click_outside_to_close", "back_to_close"] {
            if object
                .member(key)
                .is_some_and(|value| *value != Value::Bool(false))
            {
                object
                    .at()
                    .member(key)
                    .problem("must be false, because `dismissible` is false");
            }
        }
    }
    Some(dismissible)
}

/// Whether the document says so, before the member itself is read.
pub(crate) fn is_false(object: &Object<'_>) -> bool {
    object.member("dismissible") == Some(&Value::Bool(false))
}

/// Reports every step that a visitor could not leave.
pub(crate) fn check_ways_out(at: &At<'_>, steps: &[Step]) {
    let last = steps.len() - 1;
    for (index, step) in steps.iter().enumerate() {
        let asks = step
            .blocks()
            .filter_map(|block| block.field())
            .any(|field| field.required);
        let leads_out = |button: &Button| match button.action.kind {
            ActionKind::Close | ActionKind::Redirect { .. } => !button.action.submit || !asks,
            ActionKind::NextStep => index < last && !asks,
        };
        let columns = step
            .columns
            .iter()
            .filter(|column| column.display_device.is_none());
        let mut blocks = columns
            .flat_map(|column| &column.rows)
            .flat_map(|row| &row.blocks);
        let has_way_out = blocks
            .any(|block| block.display_device.is_none() && block.button().is_some_and(leads_out));
        if !has_way_out {
            at.below(&format!(".steps[{index}]")).problem(
                "needs a way out, because `dismissible` is false: a button on all screens that \
                 closes or redirects, and does not require an answer",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::validate;

    fn problems(version: Value, blocks: Value) -> Vec<String> {
        let mut form = json!({
            "schema_version": 1, "form_id": "agegate1", "name": "Age gate",
            "versions": [{
                "type": "full_screen", "triggers": [{"type": "immediate"}], "dismissible": false,
                "steps": [{"columns": [{"rows": [{"blocks": blocks}]}]}],
            }],
        });
        for (key, value) in version.as_object().unwrap() {
            form["versions"][0][key] = value.clone();
        }
        let list = validate(&form).err().unwrap_or_default();
        list.into_iter().map(|problem| problem.path).collect()
    }

    fn button(action: Value) -> Value {
        json!({"id": "out", "type": "button", "label": "Out", "action": action})
    }

    #[test]
    fn a_form_that_insists_has_a_button_that_leads_out_of_each_step() {
        let close = button(json!({"type": "close"}));
        assert!(problems(json!({}), json!([close])).is_empty());
        let away = button(json!({"type": "redirect", "url": "https://example.com/"}));
        assert!(problems(json!({}), json!([away])).is_empty());
        let text =
            json!({"id": "text", "type": "rich_text", "format": "markdown", "content": "Hello"});
        assert_eq!(
            problems(json!({}), json!([text])),
            ["$.versions[0].steps[0]"]
        );
        assert!(problems(json!({"dismissible": true}), json!([text])).is_empty());
    }

    #[test]
    fn a_way_out_is_on_all_screens_and_asks_for_no_answer() {
        let mut only = button(json!({"type": "close"}));
        only["display_device"] = json!("phone");
        assert_eq!(
            problems(json!({}), json!([only])),
            ["$.versions[0].steps[0]"]
        );
        let email = json!({"id": "email", "type": "email", "label": "Email"});
        let send = button(json!({"type": "next_step", "submit": true}));
        let done = json!({"columns": [{"rows": [{"blocks": [
            {"id": "done", "type": "button", "label": "Done", "action": {"type": "close"}}]}]}]});
        let step = json!({"columns": [{"rows": [{"blocks": [email, send]}]}]});
        let steps = json!({"steps": [step, done]});
        assert_eq!(problems(steps, json!([])), ["$.versions[0].steps[0]"]);
    }

    #[test]
    fn nothing_else_closes_a_form_that_is_not_dismissible() {
        let close = json!([button(json!({"type": "close"}))]);
        for (key, value) in [
            ("click_outside_to_close", json!("phone")),
            ("back_to_close", json!(true)),
        ] {
            let path = format!("$.versions[0].{key}");
            assert_eq!(problems(json!({key: value}), close.clone()), [path]);
            assert!(problems(json!({key: false}), close.clone()).is_empty());
        }
    }
}
