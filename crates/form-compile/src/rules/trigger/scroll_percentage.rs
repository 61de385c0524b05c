//! `scroll_percentage`: the furthest that the page was scrolled is at least so much.

use form_model::trigger::ScrollPercentage;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: ScrollPercentage, program: &mut Writer<'_>) {
    program.group(TRIGGER, "scroll_percentage");
    program.at_least(fact::SCROLL_PERCENTAGE, "", trigger.scroll_percentage);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_from_its_number_on() {
        check::trigger(
            &json!({"type": "scroll_percentage", "scroll_percentage": 50}),
            &[
                (&[("f", "0")], false),
                (&[("f", "49")], false),
                (&[("f", "50")], true),
                (&[("f", "4000000000")], true),
                (&[("f", "")], false),
                (&[], false),
            ],
        );
    }
}
