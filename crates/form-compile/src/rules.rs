//! Triggers, targeting rules and frequency cap of a version as a program of the crate `targeting`.

use form_model::{
    Version,
    targeting::{Device, TargetingRule, UrlOperator, UrlPattern},
    trigger::Trigger,
};
use targeting::program::{self, url_operator};

/// Compiles the rules; the form's first line (`F<form_id>`) is not part of it.
pub(crate) fn compile(version: &Version) -> String {
    let mut lines = Lines::default();
    for trigger in &version.triggers {
        match trigger {
            Trigger::Delay { delay_seconds } => lines.push(program::DELAY, delay_seconds * 1_000),
            Trigger::ScrollPercentage { scroll_percentage } => {
                lines.push(program::SCROLL_PERCENTAGE, scroll_percentage);
            }
            Trigger::ExitIntent => lines.push(program::EXIT_INTENT, ""),
        }
    }
    for rule in &version.targeting {
        match rule {
            TargetingRule::Url {
                allow_list,
                deny_list,
            } => {
                for pattern in allow_list {
                    lines.push(program::URL_ALLOW, url_operand(pattern));
                }
                for pattern in deny_list {
                    lines.push(program::URL_DENY, url_operand(pattern));
                }
            }
            TargetingRule::Device { allow_list } => {
                let mask = allow_list
                    .iter()
                    .fold(0, |mask, device| mask | device_bit(*device));
                lines.push(program::DEVICE, mask);
            }
        }
    }
    let cap = version.frequency_cap;
    if cap.days_after_close > 0 {
        lines.push(program::CAP_AFTER_CLOSE, cap.days_after_close);
    }
    match cap.days_after_submit {
        Some(0) => {}
        Some(days) => lines.push(program::CAP_AFTER_SUBMIT, days),
        None => lines.push(program::CAP_AFTER_SUBMIT, targeting::NEVER_AGAIN_DAYS),
    }
    lines.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn push(&mut self, opcode: u8, operand: impl std::fmt::Display) {
        self.0.push(char::from(opcode));
        self.0.push_str(&operand.to_string());
        self.0.push('\n');
    }
}

fn device_bit(device: Device) -> u8 {
    match device {
        Device::Phone => targeting::Device::Phone as u8,
        Device::Tablet => targeting::Device::Tablet as u8,
        Device::Desktop => targeting::Device::Desktop as u8,
    }
}

fn url_operand(pattern: &UrlPattern) -> String {
    let operator = match pattern.operator {
        UrlOperator::Contains => url_operator::CONTAINS,
        UrlOperator::Equals => url_operator::EQUALS,
        UrlOperator::StartsWith => url_operator::STARTS_WITH,
        UrlOperator::EndsWith => url_operator::ENDS_WITH,
    };
    let mut operand = String::from(char::from(operator));
    // Browsers serialize an address in ASCII, so a pattern beyond it has to be written the same way to match.
    for byte in pattern.value.bytes() {
        if byte.is_ascii() {
            operand.push(char::from(byte));
        } else {
            operand.push_str(&format!("%{byte:02X}"));
        }
    }
    operand
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
            "d5000\ns50\nx\n+c/products\n-n/cart\nv5\nk3\nK30\n",
        );
    }

    #[test]
    fn a_pattern_beyond_ascii_is_percent_encoded_as_browsers_do() {
        check(
            json!([{"type": "exit_intent"}]),
            json!([{"type": "url", "allow_list": [{"operator": "contains", "value": "/café"}]}]),
            json!({"days_after_close": 0, "days_after_submit": 0}),
            "x\n+c/caf%C3%A9\n",
        );
    }

    #[test]
    fn never_again_is_the_default_after_a_submit() {
        check(
            json!([{"type": "exit_intent"}]),
            json!([]),
            json!({}),
            "x\nk7\nK99999\n",
        );
    }
}
