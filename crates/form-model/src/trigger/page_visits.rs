//! `{"type": "page_visits", "page_visits": 3}`: how many pages the visitor saw in this session.
//!
//! Counts different addresses, without query and fragment: a reloaded page does not count again.
//! Source: Klaviyo Forms API, `PageVisitProperties.pages`.

use serde::Serialize;

use crate::read::Object;

/// How many pages the visitor saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PageVisits {
    /// Different pages of the session, this one included, 1..=100. Default 3.
    pub page_visits: u32,
}

impl PageVisits {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(PageVisits {
            page_visits: object.integer_or("page_visits", 1..=100, 3)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::{PageVisits, Trigger, read};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(trigger: Value, expect: Option<u32>) {
        let read = read(&trigger).ok();
        let expect = expect.map(|page_visits| Trigger::PageVisits(PageVisits { page_visits }));
        assert_eq!(read, expect);
    }

    #[test]
    fn has_a_default_and_a_range() {
        check(json!({"type": "page_visits"}), Some(3));
        check(json!({"type": "page_visits", "page_visits": 1}), Some(1));
        check(
            json!({"type": "page_visits", "page_visits": 100}),
            Some(100),
        );
        for bad in [json!(0), json!(101), json!("3"), json!(1.5)] {
            check(json!({"type": "page_visits", "page_visits": bad}), None);
        }
    }
}
