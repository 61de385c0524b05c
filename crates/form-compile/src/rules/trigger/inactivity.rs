//! `inactivity`: seconds without a move of the visitor are at least so many.

use form_model::trigger::Inactivity;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: Inactivity, program: &mut Writer<'_>) {
    program.group(TRIGGER, "inactivity");
    program.at_least(fact::SECONDS_INACTIVE, "", trigger.inactivity_seconds);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_from_its_number_on() {
        check::trigger(
            &json!({"type": "inactivity", "inactivity_seconds": 20}),
            &[
                (&[("z", "0")], false),
                (&[("z", "19")], false),
                (&[("z", "20")], true),
                (&[("z", "4000000000")], true),
                (&[("z", "")], false),
                (&[], false),
            ],
        );
    }
}
