//! `delay`: seconds on the page are at least so many.

use form_model::trigger::Delay;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: Delay, program: &mut Writer<'_>) {
    program.group(TRIGGER, "delay");
    program.at_least(fact::SECONDS_ON_PAGE, "", trigger.delay_seconds);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_from_its_number_on() {
        check::trigger(
            &json!({"type": "delay", "delay_seconds": 30}),
            &[
                (&[("t", "0")], false),
                (&[("t", "29")], false),
                (&[("t", "30")], true),
                (&[("t", "4000000000")], true),
                (&[("t", "")], false),
                (&[], false),
            ],
        );
    }
}
