//! `{"type": "local_storage", "key", …}`: an entry of the page's local storage.
//!
//! `key` has 1 to 100 characters; the rest is an [expectation](super::expectation).

use serde::Serialize;

use crate::{read::Object, targeting::Expectation};

/// An entry of the local storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocalStorage {
    /// Key of the entry, 1 to 100 characters.
    pub key: String,
    /// The expected value.
    #[serde(flatten)]
    pub expectation: Expectation,
}

impl LocalStorage {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let key = object.line("key", 1..=100);
        let expectation = Expectation::read(object);
        Some(LocalStorage {
            key: key?,
            expectation: expectation?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_key() {
        for good in ["cart", "größe", "a b"] {
            check(
                json!({"type": "local_storage", "key": good, "is": "set"}),
                None,
            );
        }
        for bad in ["", "a\nb"] {
            check(
                json!({"type": "local_storage", "key": bad, "is": "set"}),
                Some("$.key"),
            );
        }
        check(json!({"type": "local_storage", "is": "set"}), Some("$.key"));
    }
}
