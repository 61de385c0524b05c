//! `device`: the class is one of the remaining ones. If all remain, there is no condition.

use form_model::targeting::Device;
use targeting::{fact, program::ALLOW};

use super::Writer;

/// The number of classes.
const CLASSES: usize = 3;

pub(super) fn compile(rule: &Device, program: &mut Writer<'_>) {
    if rule.allow_list.len() == CLASSES {
        return;
    }
    program.condition(fact::DEVICE, "");
    for class in &rule.allow_list {
        program.pattern(ALLOW, class.name());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::{Value, json};

    #[track_caller]
    fn check_device(rule: Value, phone: bool, tablet: bool, desktop: bool) {
        check::rule(
            &rule,
            &[
                (&[("d", "phone")], phone),
                (&[("d", "tablet")], tablet),
                (&[("d", "desktop")], desktop),
                (&[("d", "watch")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn lists_name_classes() {
        check_device(
            json!({"type": "device", "allow_list": ["phone"]}),
            true,
            false,
            false,
        );
        check_device(
            json!({"type": "device", "deny_list": ["phone"]}),
            false,
            true,
            true,
        );
        let both =
            json!({"type": "device", "allow_list": ["phone", "desktop"], "deny_list": ["phone"]});
        check_device(both, false, false, true);
    }

    #[test]
    fn all_classes_give_no_condition() {
        let all = json!({"type": "device", "allow_list": ["tablet", "desktop", "phone"]});
        check::rule(&all, &[(&[], true)]);
    }
}
