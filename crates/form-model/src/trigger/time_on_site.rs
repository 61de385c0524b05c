//! `{"type": "time_on_site", "time_on_site_seconds": 60}`: a time on all pages of the session together.
//!
//! Time in a hidden tab does not count.

use serde::Serialize;

use crate::read::Object;

/// A time on all pages of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TimeOnSite {
    /// Seconds, 1..=86400. Default 60.
    pub time_on_site_seconds: u32,
}

impl TimeOnSite {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(TimeOnSite {
            time_on_site_seconds: object.integer_or("time_on_site_seconds", 1..=86_400, 60)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::{TimeOnSite, Trigger, read};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(trigger: Value, expect: Option<u32>) {
        let read = read(&trigger).ok();
        let expect = expect.map(|time_on_site_seconds| {
            Trigger::TimeOnSite(TimeOnSite {
                time_on_site_seconds,
            })
        });
        assert_eq!(read, expect);
    }

    #[test]
    fn has_a_default_and_a_range() {
        check(json!({"type": "time_on_site"}), Some(60));
        check(
            json!({"type": "time_on_site", "time_on_site_seconds": 1}),
            Some(1),
        );
        check(
            json!({"type": "time_on_site", "time_on_site_seconds": 86400}),
            Some(86_400),
        );
        for bad in [json!(0), json!(86401), json!("60"), json!(1.5)] {
            check(
                json!({"type": "time_on_site", "time_on_site_seconds": bad}),
                None,
            );
        }
    }
}
