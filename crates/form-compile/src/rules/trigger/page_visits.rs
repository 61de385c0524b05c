//! `page_visits`: pages of the session are at least so many.

use form_model::trigger::PageVisits;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: PageVisits, program: &mut Writer<'_>) {
    program.group(TRIGGER, "page_visits");
    program.at_least(fact::PAGE_VISITS, "", trigger.page_visits);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_from_its_number_on() {
        check::trigger(
            &json!({"type": "page_visits", "page_visits": 4}),
            &[
                (&[("b", "0")], false),
                (&[("b", "3")], false),
                (&[("b", "4")], true),
                (&[("b", "4000000000")], true),
                (&[("b", "")], false),
                (&[], false),
            ],
        );
    }
}
