//! `{"type": "inactivity", "inactivity_seconds": 30}`: the visitor did nothing for a time.
//!
//! Moving the pointer, pressing a key or a button, touching and scrolling restart the time; so does coming back to the
//! tab.

use serde::Serialize;

use crate::read::Object;

/// The visitor did nothing for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Inactivity {
    /// Seconds, 1..=3600. Default 30.
    pub inactivity_seconds: u32,
}

impl Inactivity {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(Inactivity {
            inactivity_seconds: object.integer_or("inactivity_seconds", 1..=3_600, 30)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::{Inactivity, Trigger, read};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(trigger: Value, expect: Option<u32>) {
        let read = read(&trigger).ok();
        let expect =
            expect.map(|inactivity_seconds| Trigger::Inactivity(Inactivity { inactivity_seconds }));
        assert_eq!(read, expect);
    }

    #[test]
    fn has_a_default_and_a_range() {
        check(json!({"type": "inactivity"}), Some(30));
        check(
            json!({"type": "inactivity", "inactivity_seconds": 1}),
            Some(1),
        );
        check(
            json!({"type": "inactivity", "inactivity_seconds": 3600}),
            Some(3_600),
        );
        for bad in [json!(0), json!(3601), json!("30"), json!(1.5)] {
            check(
                json!({"type": "inactivity", "inactivity_seconds": bad}),
                None,
            );
        }
    }
}
