//! `visits`: the number of visits lies between the bounds.

use form_model::targeting::Visits;
use targeting::fact;

use super::Writer;

pub(super) fn compile(rule: Visits, program: &mut Writer<'_>) {
    program.within(fact::VISITS, "", rule.bounds);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn bounds_are_included() {
        check::rule(
            &json!({"type": "visits", "minimum": 2, "maximum": 4}),
            &[
                (&[("n", "1")], false),
                (&[("n", "2")], true),
                (&[("n", "4")], true),
                (&[("n", "5")], false),
                (&[], false),
            ],
        );
    }
}
