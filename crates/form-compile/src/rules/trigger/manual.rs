//! `manual`: no group. A form without a trigger is never due on its own.

use form_model::trigger::Manual;

use super::Writer;

pub(super) fn compile(_: Manual, _: &mut Writer<'_>) {}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn never_fires() {
        let events: check::Facts<'_> = &[("t", "3600"), ("X", ""), ("b", "9")];
        check::trigger(&json!({"type": "manual"}), &[(&[], false), (events, false)]);
    }
}
