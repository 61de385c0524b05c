//! `{"type": "immediate"}`: the form shows as soon as the page is looked at.
//!
//! That is after the first paint, from a background task: it never delays the page itself.
//! Source: Klaviyo Forms API, a form without a display time.

use serde::Serialize;

/// Fires as soon as the visitor can see the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Immediate {}

#[cfg(test)]
mod tests {
    use crate::trigger::{Immediate, Trigger, read};
    use serde_json::json;

    #[test]
    fn takes_no_members() {
        let immediate = json!({"type": "immediate"});
        assert_eq!(read(&immediate), Ok(Trigger::Immediate(Immediate {})));
        let delayed = json!({"type": "immediate", "delay_seconds": 0});
        assert!(read(&delayed).is_err());
    }
}
