//! `time_on_site`: seconds on all pages of the session are at least so many.

use form_model::trigger::TimeOnSite;
use targeting::fact;

use super::{TRIGGER, Writer};

pub(super) fn compile(trigger: TimeOnSite, program: &mut Writer<'_>) {
    program.group(TRIGGER, "time_on_site");
    program.at_least(fact::SECONDS_ON_SITE, "", trigger.time_on_site_seconds);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_from_its_number_on() {
        check::trigger(
            &json!({"type": "time_on_site", "time_on_site_seconds": 120}),
            &[
                (&[("o", "0")], false),
                (&[("o", "119")], false),
                (&[("o", "120")], true),
                (&[("o", "4000000000")], true),
                (&[("o", "")], false),
                (&[], false),
            ],
        );
    }
}
