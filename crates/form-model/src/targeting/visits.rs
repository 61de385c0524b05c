//! `{"type": "visits", "minimum", "maximum"}`: how often the visitor came, this visit included.
//!
//! A visit is a session, that is, a tab. Both bounds are 1 to 1,000,000, included, and at least one is given.

use serde::Serialize;

use crate::{bounds::Bounds, read::Object};

/// How often the visitor came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Visits {
    /// Number of visits.
    #[serde(flatten)]
    pub bounds: Bounds,
}

impl Visits {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let bounds = Bounds::read(object, ["minimum", "maximum"], 1..=1_000_000)?;
        if bounds.is_open() {
            object.at().problem("needs a `minimum` or a `maximum`");
            return None;
        }
        Some(Visits { bounds })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_bound() {
        check(json!({"type": "visits", "minimum": 2, "maximum": 2}), None);
        check(json!({"type": "visits"}), Some("$"));
        check(json!({"type": "visits", "minimum": 0}), Some("$.minimum"));
        check(
            json!({"type": "visits", "minimum": 3, "maximum": 2}),
            Some("$.maximum"),
        );
    }
}
