//! `{"type": "delay", "delay_seconds": 5}`: a time on the page.
//!
//! Time counts from when the page is first watched, or from its activation when it was prerendered; time in a hidden tab
//! does not count.
//! Source: Klaviyo Forms API, `DelayProperties.seconds`.

use serde::Serialize;

use crate::read::Object;

/// A time on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Delay {
    /// Seconds, 0..=3600. Default 5.
    pub delay_seconds: u32,
}

impl Delay {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(Delay {
            delay_seconds: object.integer_or("delay_seconds", 0..=3_600, 5)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::{Delay, Trigger, read};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(trigger: Value, expect: Option<u32>) {
        let read = read(&trigger).ok();
        let expect = expect.map(|delay_seconds| Trigger::Delay(Delay { delay_seconds }));
        assert_eq!(read, expect);
    }

    #[test]
    fn has_a_default_and_a_range() {
        check(json!({"type": "delay"}), Some(5));
        check(json!({"type": "delay", "delay_seconds": 0}), Some(0));
        check(json!({"type": "delay", "delay_seconds": 3600}), Some(3_600));
        for bad in [json!(-1), json!(3601), json!("5"), json!(1.5)] {
            check(json!({"type": "delay", "delay_seconds": bad}), None);
        }
    }
}
