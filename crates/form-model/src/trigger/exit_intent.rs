//! `{"type": "exit_intent", "minimum_seconds_on_page": 2}`: the visitor is about to leave.
//!
//! With a pointer: it leaves the window through its top edge. By touch: a fast scroll or flick back up.
//! Source: Klaviyo Forms API, trigger `exit_intent`; the minimum is ours, because a pointer that has only just come in
//! from the address bar often goes back there.

use serde::Serialize;

use crate::read::Object;

/// The visitor is about to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExitIntent {
    /// Seconds on the page before which leaving does not count, 0..=3600. Default 2.
    pub minimum_seconds_on_page: u32,
}

impl ExitIntent {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(ExitIntent {
            minimum_seconds_on_page: object.integer_or("minimum_seconds_on_page", 0..=3_600, 2)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::{ExitIntent, Trigger, read};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(trigger: Value, expect: Option<u32>) {
        let expect = expect.map(|minimum_seconds_on_page| {
            Trigger::ExitIntent(ExitIntent {
                minimum_seconds_on_page,
            })
        });
        assert_eq!(read(&trigger).ok(), expect);
    }

    #[test]
    fn has_a_default_and_a_range() {
        check(json!({"type": "exit_intent"}), Some(2));
        let with =
            |seconds: i32| json!({"type": "exit_intent", "minimum_seconds_on_page": seconds});
        check(with(0), Some(0));
        check(with(3_600), Some(3_600));
        check(with(-1), None);
        check(with(3_601), None);
    }
}
