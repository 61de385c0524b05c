//! `{"type": "element_in_view", "selector": "#reviews"}`: an element of the page is scrolled into view.
//!
//! One of several elements is enough, and a part of it; an element may also be added later.

use serde::Serialize;

use crate::{read::Object, selector};

/// An element of the page is scrolled into view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ElementInView {
    /// CSS selector of the element, 1 to 200 characters.
    pub selector: String,
}

impl ElementInView {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(ElementInView {
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
        assert!(read(&json!({"type": "element_in_view", "selector": " #top "})).is_ok());
        for bad in [
            json!(null),
            json!(""),
            json!(" "),
            json!("a\nb"),
            json!("a".repeat(201)),
            json!(".a,"),
        ] {
            let problems = read(&json!({"type": "element_in_view", "selector": bad})).unwrap_err();
            assert!(problems[0].starts_with("$.selector "), "{problems:?}");
        }
    }
}
