//! Triggers, targeting rules and frequency caps of a version as a program of the crate `targeting`.

use form_model::{
    Version,
    targeting::{Device, TargetingRule, UrlOperator, UrlPattern},
    trigger::Trigger,
};
use targeting::{fact, program};

mod writer;

use writer::Writer;

/// Seconds in a day; a cap counts whole days of 24 hours, whatever the calendar does.
const DAY_SECONDS: u32 = 86_400;

/// Compiles the rules; the form's first line (`F<form_id>`) is not part of it.
pub(crate) fn compile(version: &Version) -> String {
    let mut program = Writer::default();
    for trigger in &version.triggers {
        match trigger {
            Trigger::Delay { delay_seconds } => {
                program.group(program::TRIGGER, "delay");
                program.condition(fact::SECONDS_ON_PAGE, "");
                program.range(program::ALLOW, Some(*delay_seconds), None);
            }
            Trigger::ScrollPercentage { scroll_percentage } => {
                program.group(program::TRIGGER, "scroll_percentage");
                program.condition(fact::SCROLL_PERCENTAGE, "");
                program.range(program::ALLOW, Some(*scroll_percentage), None);
            }
            Trigger::ExitIntent => {
                program.group(program::TRIGGER, "exit_intent");
                program.condition(fact::EXIT_INTENT, "");
            }
        }
    }
    for rule in &version.targeting {
        match rule {
            TargetingRule::Url {
                allow_list,
                deny_list,
            } => {
                program.group(program::RULE, "url");
                program.condition(fact::URL, "");
                for pattern in allow_list {
                    program.pattern(program::ALLOW, &url_pattern(pattern));
                }
                for pattern in deny_list {
                    program.pattern(program::DENY, &url_pattern(pattern));
                }
            }
            TargetingRule::Device { allow_list } => {
                program.group(program::RULE, "device");
                program.condition(fact::DEVICE, "");
                for device in allow_list {
                    program.pattern(program::ALLOW, device_name(*device));
                }
            }
        }
    }
    let cap = version.frequency_cap;
    if cap.days_after_close > 0 {
        program.group(program::CAP, "closed_recently");
        program.condition(fact::SECONDS_SINCE_CLOSE, "");
        let last = cap.days_after_close.saturating_mul(DAY_SECONDS) - 1;
        program.range(program::DENY, None, Some(last));
    }
    if cap.days_after_submit != Some(0) {
        program.group(program::CAP, "submitted_before");
        program.condition(fact::SECONDS_SINCE_SUBMIT, "");
        let last = cap
            .days_after_submit
            .map(|days| days.saturating_mul(DAY_SECONDS) - 1);
        program.range(program::DENY, None, last);
    }
    program.into_text()
}

fn device_name(device: Device) -> &'static str {
    match device {
        Device::Phone => "phone",
        Device::Tablet => "tablet",
        Device::Desktop => "desktop",
    }
}

fn url_pattern(pattern: &UrlPattern) -> String {
    let any = char::from(program::ANY_CHARACTERS);
    // Browsers serialize an address in ASCII, so a pattern beyond it has to be written the same way to match.
    let mut value = String::new();
    for byte in pattern.value.bytes() {
        if byte.is_ascii() {
            value.push(char::from(byte));
        } else {
            value.push_str(&format!("%{byte:02X}"));
        }
    }
    match pattern.operator {
        UrlOperator::Contains => format!("{any}{value}{any}"),
        UrlOperator::Equals => value,
        UrlOperator::StartsWith => format!("{value}{any}"),
        UrlOperator::EndsWith => format!("{any}{value}"),
    }
}

#[cfg(test)]
mod tests {
    use form_model::{ValidForm, validate};
    use serde_json::{Value, json};

    fn version(triggers: Value, targeting: Value, frequency_cap: Value) -> ValidForm {
        let block =
            json!({"id": "a", "type": "rich_text", "format": "markdown", "content": "Hello"});
        validate(&json!({
            "schema_version": 1, "form_id": "welcome", "name": "Welcome",
            "versions": [{
                "type": "popup", "triggers": triggers, "targeting": targeting, "frequency_cap": frequency_cap,
                "steps": [{"columns": [{"rows": [{"blocks": [block]}]}]}]
            }]
        }))
        .unwrap()
    }

    #[track_caller]
    fn check(triggers: Value, targeting: Value, frequency_cap: Value, program: &str) {
        let form = version(triggers, targeting, frequency_cap);
        assert_eq!(super::compile(form.version()), program);
    }

    #[test]
    fn compiles_each_rule_to_its_line() {
        check(
            json!([{"type": "delay"}, {"type": "scroll_percentage", "scroll_percentage": 50}, {"type": "exit_intent"}]),
            json!([
                {"type": "url", "allow_list": [{"value": "/products"}], "deny_list": [{"operator": "ends_with", "value": "/cart"}]},
                {"type": "device", "allow_list": ["phone", "desktop"]}
            ]),
            json!({"days_after_close": 3, "days_after_submit": 30}),
            "Tdelay\n?t\n+#5,\nTscroll_percentage\n?f\n+#50,\nTexit_intent\n?X\n\
             Rurl\n?u\n+*\t/products\t\n-*\t/cart\nRdevice\n?d\n+*phone\n+*desktop\n\
             Cclosed_recently\n?C\n-#,259199\nCsubmitted_before\n?S\n-#,2591999\n",
        );
    }

    #[test]
    fn a_pattern_beyond_ascii_is_percent_encoded_as_browsers_do() {
        check(
            json!([{"type": "exit_intent"}]),
            json!([{"type": "url", "allow_list": [{"operator": "contains", "value": "/café"}]}]),
            json!({"days_after_close": 0, "days_after_submit": 0}),
            "Texit_intent\n?X\nRurl\n?u\n+*\t/caf%C3%A9\t\n",
        );
    }

    #[test]
    fn never_again_is_the_default_after_a_submit() {
        check(
            json!([{"type": "exit_intent"}]),
            json!([]),
            json!({}),
            "Texit_intent\n?X\nCclosed_recently\n?C\n-#,604799\nCsubmitted_before\n?S\n-#,\n",
        );
    }
}
