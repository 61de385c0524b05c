//! `{"type": "manual"}`: the form shows only when the page asks for it, by `dormouse.open` or an action of another form.
//!
//! It is the only trigger of its version then: beside another one it would say nothing.

use serde::Serialize;

/// Fires only through the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Manual {}

#[cfg(test)]
mod tests {
    use crate::trigger::{Manual, Trigger, read};
    use serde_json::json;

    #[test]
    fn takes_no_members() {
        assert_eq!(
            read(&json!({"type": "manual"})),
            Ok(Trigger::Manual(Manual {}))
        );
        assert!(read(&json!({"type": "manual", "selector": "a"})).is_err());
    }
}
