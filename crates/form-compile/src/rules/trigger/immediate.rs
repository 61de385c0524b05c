//! `immediate`: a group without conditions, which always holds.

use form_model::trigger::Immediate;

use super::{TRIGGER, Writer};

pub(super) fn compile(_: Immediate, program: &mut Writer<'_>) {
    program.group(TRIGGER, "immediate");
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_whatever_the_facts() {
        check::trigger(
            &json!({"type": "immediate"}),
            &[(&[], true), (&[("t", "0")], true)],
        );
    }
}
