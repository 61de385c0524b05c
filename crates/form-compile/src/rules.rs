//! Triggers, targeting rules and frequency caps of a version as a program of the crate `targeting`.
//!
//! A trigger, rule or cap becomes a group of conditions, all of which must hold; its code is the name of its type. One
//! file each, with the conditions described at the top.

use form_model::{FormId, Problem, Version, combination::Combination};
use targeting::program::{self, MAX_GROUPS};

mod frequency_cap;
mod pattern;
pub(crate) mod percent;
mod referrers;
mod regex;
mod targeting_rule;
mod trigger;
mod writer;

#[cfg(test)]
mod check;

use writer::{MAX_PROGRAM_BYTES, Writer};

/// Compiles the rules; the form's first line (`F<form_id>`) is not part of it.
///
/// `now`, in Unix seconds, is the start of the three years for which the clock of a time zone is written.
pub(crate) fn compile(
    form_id: &FormId,
    version: &Version,
    now: u32,
) -> Result<String, Vec<Problem>> {
    let mut program = Writer::new(form_id.as_str(), now);
    if version.trigger_combination == Combination::All {
        program.flag(program::ALL_TRIGGERS);
    }
    if version.targeting_combination == Combination::Any {
        program.flag(program::ANY_RULE);
    }
    let cap = version.frequency_cap;
    if cap.applies_when_asked && cap.days_after_close > 0 {
        program.flag(program::CAPS_WHEN_ASKED);
    }
    for (index, trigger) in version.triggers.iter().enumerate() {
        program.set_path(format!("$.versions[0].triggers[{index}]"));
        trigger::compile(trigger, &mut program);
    }
    for (index, rule) in version.targeting.iter().enumerate() {
        program.set_path(format!("$.versions[0].targeting[{index}]"));
        targeting_rule::compile(rule, &mut program);
    }
    frequency_cap::compile(version.frequency_cap, &mut program);

    program.set_path("$.versions[0].targeting".to_owned());
    let (groups, size_bytes) = (program.groups(), program.size_bytes());
    if groups > MAX_GROUPS {
        program.problem(
            "",
            format!("makes {groups} triggers, rules and caps together; {MAX_GROUPS} are allowed"),
        );
    }
    if size_bytes > MAX_PROGRAM_BYTES {
        program.problem(
            "",
            format!(
                "makes a program of {size_bytes} bytes with the triggers, which travels with every page view; \
                 {MAX_PROGRAM_BYTES} are allowed: shorten lists, or use a `wildcard` or `regex` for several entries"
            ),
        );
    }
    program.into_text()
}

#[cfg(test)]
mod tests {
    use super::check::form;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(triggers: Value, targeting: Value, frequency_cap: Value, program: &str) {
        let form = form(triggers, targeting, frequency_cap);
        let compiled = super::compile(&form.form().form_id, form.version(), 0);
        assert_eq!(compiled.as_deref(), Ok(program));
    }

    #[test]
    fn compiles_each_rule_to_its_group() {
        check(
            json!([{"type": "delay"}, {"type": "scroll_percentage", "scroll_percentage": 50}, {"type": "exit_intent"}]),
            json!([
                {"type": "url", "allow_list": [{"value": "/products"}], "deny_list": [{"operator": "ends_with", "value": "/cart"}]},
                {"type": "device", "allow_list": ["phone", "desktop"]}
            ]),
            json!({"days_after_close": 3, "days_after_submit": 30}),
            "Tdelay\n?t\n+#5,\nTscroll_percentage\n?f\n+#50,\nTexit_intent\n?X\n?t\n+#2,\n\
             Rurl\n?u\n+*\t/products\t\n-*\t/cart\nRdevice\n?d\n+*phone\n+*desktop\n\
             Cclosed_recently\n?C\n-#,259199\nCsubmitted_before\n?S\n-#,2591999\n",
        );
    }

    #[test]
    fn writes_how_triggers_and_rules_combine() {
        let check = |triggers: &str, rules: &str, program: &str| {
            let mut draft = serde_json::to_value(
                form(
                    json!([{"type": "immediate"}]),
                    json!([]),
                    json!({"days_after_close": 0, "days_after_submit": 0}),
                )
                .form(),
            )
            .unwrap();
            draft["versions"][0]["trigger_combination"] = triggers.into();
            draft["versions"][0]["targeting_combination"] = rules.into();
            let form = form_model::validate(&draft).unwrap();
            let compiled = super::compile(&form.form().form_id, form.version(), 0);
            assert_eq!(compiled.as_deref(), Ok(program));
        };
        check("any", "all", "Timmediate\n");
        check("all", "all", "A\nTimmediate\n");
        check("all", "any", "A\nO\nTimmediate\n");
    }

    #[test]
    fn a_pause_that_applies_when_asked_is_marked() {
        let once = |days| {
            check(
                json!([{"type": "manual"}]),
                json!([]),
                json!({"days_after_close": days, "days_after_submit": 0, "applies_when_asked": true}),
                if days > 0 {
                    "W\nCclosed_recently\n?C\n-#,86399\n"
                } else {
                    ""
                },
            );
        };
        once(0);
        once(1);
    }

    #[test]
    fn a_program_that_is_too_long_is_refused_with_its_size() {
        let patterns = |size| vec![json!({"operator": "equals", "value": "a".repeat(size)}); 39];
        let problems_of = |size| {
            let rules = json!([{"type": "url", "allow_list": patterns(size)}]);
            let caps = json!({"days_after_close": 0, "days_after_submit": 0});
            let form = form(json!([{"type": "immediate"}]), rules, caps);
            super::compile(&form.form().form_id, form.version(), 0).err()
        };
        assert_eq!(problems_of(99), None);
        let problem = &problems_of(100).unwrap()[0];
        assert_eq!(problem.path, "$.versions[0].targeting");
        assert!(
            problem.message.starts_with("makes a program of 4036 bytes"),
            "{}",
            problem.message
        );
    }
}
