//! `{"type": "javascript_variable", "path", …}`: a variable of the page.
//!
//! `path` is its path from `window`: identifiers joined by dots, `Shopify.theme.name`, 1 to 200 characters; the rest is
//! an [expectation](super::expectation). Strings, numbers and booleans are compared as JavaScript writes them; anything
//! else counts as an empty text.

use serde::Serialize;

use crate::{
    read::{At, Object, quoted},
    targeting::Expectation,
};

/// A variable of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JavascriptVariable {
    /// Identifiers joined by dots, 1 to 200 characters.
    pub path: String,
    /// The expected value.
    #[serde(flatten)]
    pub expectation: Expectation,
}

impl JavascriptVariable {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let path = object.required("path").and_then(|at| read_path(&at));
        let expectation = Expectation::read(object);
        Some(JavascriptVariable {
            path: path?,
            expectation: expectation?,
        })
    }
}

fn read_path(at: &At<'_>) -> Option<String> {
    let path = at.line(1..=200)?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$';
    let is_identifier = |name: &str| {
        name.bytes().all(is_part)
            && name
                .bytes()
                .next()
                .is_some_and(|byte| !byte.is_ascii_digit())
    };
    if !path.split('.').all(is_identifier) {
        at.problem(format!(
            "is {}; names joined by dots, such as `Shopify.theme.name`, are allowed",
            quoted(&path)
        ));
        return None;
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_path() {
        for good in ["Shopify.theme.name", "$", "_a.b1", "dataLayer"] {
            check(
                json!({"type": "javascript_variable", "path": good, "is": "set"}),
                None,
            );
        }
        for bad in ["", "a..b", ".a", "1a", "a[0]", "a-b", "größe"] {
            check(
                json!({"type": "javascript_variable", "path": bad, "is": "set"}),
                Some("$.path"),
            );
        }
        check(
            json!({"type": "javascript_variable", "is": "set"}),
            Some("$.path"),
        );
    }
}
