//! `{"type": "cookie", "name", …}`: a cookie that the page can read.
//!
//! `name` is a token of [RFC 6265](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1), 1 to 100 characters, upper and
//! lower case are different; the rest is an [expectation](super::expectation). The value is compared as written in
//! `document.cookie`, without decoding.

use serde::Serialize;

use crate::{
    read::{At, Object, quoted},
    targeting::Expectation,
};

/// A cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cookie {
    /// Name of the cookie, 1 to 100 characters.
    pub name: String,
    /// The expected value.
    #[serde(flatten)]
    pub expectation: Expectation,
}

impl Cookie {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let name = object.required("name").and_then(|at| read_token(&at));
        let expectation = Expectation::read(object);
        Some(Cookie {
            name: name?,
            expectation: expectation?,
        })
    }
}

fn read_token(at: &At<'_>) -> Option<String> {
    let name = at.line(1..=100)?;
    let is_token = |byte: u8| byte.is_ascii_graphic() && !br#"()<>@,;:\"/[]?={}"#.contains(&byte);
    if !name.bytes().all(is_token) {
        at.problem(format!(
            "is {}; a cookie's name has letters, digits and signs such as `_`, `-` and `.`",
            quoted(&name)
        ));
        return None;
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_name() {
        for good in ["cart", "_ga", "__Secure-x", "a.b"] {
            check(json!({"type": "cookie", "name": good, "is": "set"}), None);
        }
        for bad in ["", "a=b", "a;b", "a b", "a\nb", "é"] {
            check(
                json!({"type": "cookie", "name": bad, "is": "set"}),
                Some("$.name"),
            );
        }
        check(json!({"type": "cookie", "is": "set"}), Some("$.name"));
    }
}
