//! `{"type": "click", "selector": ".open-newsletter"}`: a press on an element of the page.
//!
//! A press inside the element counts, too. The page works as without us: the press is neither stopped nor its default
//! prevented.

use serde::Serialize;

use crate::{read::Object, selector};

/// A press on an element of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Click {
    /// CSS selector of the element, 1 to 200 characters.
    pub selector: String,
}

impl Click {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(Click {
            selector: selector::read(object)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::read;
    use serde_json::json;

    #[test]
    fn needs_a_selector() {
        assert!(read(&json!({"type": "click", "selector": " #top "})).is_ok());
        for bad in [
            json!(null),
            json!(""),
            json!(" "),
            json!("a\nb"),
            json!("a".repeat(201)),
            json!(".a,"),
        ] {
            let problems = read(&json!({"type": "click", "selector": bad})).unwrap_err();
            assert!(problems[0].starts_with("$.selector "), "{problems:?}");
        }
    }
}
