//! `click`: a press on an element of the selector is happening. The fact is named by the selector.

use form_model::trigger::Click;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: &Click, program: &mut Writer<'_>) {
    program.group(TRIGGER, "click");
    program.condition(fact::CLICK, &trigger.selector);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_while_it_happens_to_its_element() {
        check::trigger(
            &json!({"type": "click", "selector": "a[href^='/cart'], .größe"}),
            &[
                (&[("Ka[href^='/cart'], .größe", "")], true),
                (&[("Ka", "")], false),
                (&[], false),
            ],
        );
    }
}
