//! `visitor`: the number of visits is 1, or more.

use form_model::targeting::{Visitor, VisitorKind};
use targeting::{fact, program::ALLOW};

use super::Writer;

pub(super) fn compile(rule: Visitor, program: &mut Writer<'_>) {
    program.condition(fact::VISITS, "");
    match rule.is {
        VisitorKind::New => program.range(ALLOW, None, Some(1)),
        VisitorKind::Returning => program.range(ALLOW, Some(2), None),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn the_first_visit_is_new() {
        check::rule(
            &json!({"type": "visitor", "is": "new"}),
            &[(&[("n", "1")], true), (&[("n", "2")], false), (&[], false)],
        );
        check::rule(
            &json!({"type": "visitor", "is": "returning"}),
            &[
                (&[("n", "1")], false),
                (&[("n", "2")], true),
                (&[("n", "900")], true),
                (&[], false),
            ],
        );
    }
}
