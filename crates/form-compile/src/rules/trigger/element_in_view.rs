//! `element_in_view`: an element of the selector comes into view. The fact is named by the selector.

use form_model::trigger::ElementInView;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: &ElementInView, program: &mut Writer<'_>) {
    program.group(TRIGGER, "element_in_view");
    program.condition(fact::ELEMENT_IN_VIEW, &trigger.selector);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_while_it_happens_to_its_element() {
        check::trigger(
            &json!({"type": "element_in_view", "selector": "a[href^='/cart'], .größe"}),
            &[
                (&[("Va[href^='/cart'], .größe", "")], true),
                (&[("Va", "")], false),
                (&[], false),
            ],
        );
    }
}
