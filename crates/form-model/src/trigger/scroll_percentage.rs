//! `{"type": "scroll_percentage", "scroll_percentage": 30}`: how far the visitor scrolled.
//!
//! In percent of the scrollable distance; the furthest position counts. A page that fits the window never scrolls.
//! Source: Klaviyo Forms API, `ScrollProperties.percentage`.

use serde::Serialize;

use crate::read::Object;

/// How far the visitor scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ScrollPercentage {
    /// Percent of the scrollable distance, 1..=100. Default 30.
    pub scroll_percentage: u32,
}

impl ScrollPercentage {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(ScrollPercentage {
            scroll_percentage: object.integer_or("scroll_percentage", 1..=100, 30)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::{ScrollPercentage, Trigger, read};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(trigger: Value, expect: Option<u32>) {
        let read = read(&trigger).ok();
        let expect = expect.map(|scroll_percentage| {
            Trigger::ScrollPercentage(ScrollPercentage { scroll_percentage })
        });
        assert_eq!(read, expect);
    }

    #[test]
    fn has_a_default_and_a_range() {
        check(json!({"type": "scroll_percentage"}), Some(30));
        check(
            json!({"type": "scroll_percentage", "scroll_percentage": 1}),
            Some(1),
        );
        check(
            json!({"type": "scroll_percentage", "scroll_percentage": 100}),
            Some(100),
        );
        for bad in [json!(0), json!(101), json!("30"), json!(1.5)] {
            check(
                json!({"type": "scroll_percentage", "scroll_percentage": bad}),
                None,
            );
        }
    }
}
