//! `{"type": "visitor", "is": "new" | "returning"}`: whether this is the visitor's first visit, or a later one.

use serde::Serialize;

use crate::read::Object;

/// Whether the visitor was here before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Visitor {
    /// Whether the visitor is new or returning.
    pub is: VisitorKind,
}

/// A new or returning visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitorKind {
    /// On the first visit.
    New,
    /// On a later visit.
    Returning,
}

impl Visitor {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let kinds = [
            ("new", VisitorKind::New),
            ("returning", VisitorKind::Returning),
        ];
        Some(Visitor {
            is: object.required("is")?.choice(&kinds)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn is_new_or_returning() {
        check(json!({"type": "visitor", "is": "new"}), None);
        check(json!({"type": "visitor", "is": "returning"}), None);
        check(json!({"type": "visitor", "is": true}), Some("$.is"));
        check(json!({"type": "visitor"}), Some("$.is"));
    }
}
