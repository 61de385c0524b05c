//! `exit_intent`: the visitor is about to leave, and the seconds on the page are at least the minimum, if there is one.

use form_model::trigger::ExitIntent;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: ExitIntent, program: &mut Writer<'_>) {
    program.group(TRIGGER, "exit_intent");
    program.condition(fact::EXIT_INTENT, "");
    if trigger.minimum_seconds_on_page > 0 {
        program.at_least(fact::SECONDS_ON_PAGE, "", trigger.minimum_seconds_on_page);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn leaving_too_early_does_not_count() {
        check::trigger(
            &json!({"type": "exit_intent"}),
            &[
                (&[("X", ""), ("t", "1")], false),
                (&[("X", ""), ("t", "2")], true),
                (&[("t", "2")], false),
                (&[("X", "")], false),
            ],
        );
    }

    #[test]
    fn without_a_minimum_leaving_is_enough() {
        check::trigger(
            &json!({"type": "exit_intent", "minimum_seconds_on_page": 0}),
            &[(&[("X", "")], true), (&[], false)],
        );
    }
}
