//! The canonical form of a body, by which a repetition is recognized whatever its spaces and the order of its keys.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 of a document without insignificant space and with sorted keys.
///
/// It hashes the document itself and not our interpretation of it, so that it stays the same across releases.
pub(super) fn sha256(document: &Value) -> [u8; 32] {
    let mut text = String::new();
    write(document, &mut text);
    Sha256::digest(text).into()
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => {
            // Sorted here, because another crate's wish can make `serde_json` keep the order of the document.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in members {
                write(&Value::String(key.clone()), text);
                write(value, text);
            }
            text.push('}');
        }
        Value::Array(elements) => {
            text.push('[');
            for element in elements {
                write(element, text);
                text.push(',');
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, same: bool) {
        let [a, b] = [a, b].map(|text| sha256(&serde_json::from_str(text).unwrap()));
        assert_eq!(a == b, same);
    }

    #[test]
    fn space_and_order_of_keys_do_not_matter() {
        check(
            r#"{"a":1,"b":{"c":[1,2],"d":null}}"#,
            r#"{ "b": {"d":null,"c":[1, 2]}, "a":1 }"#,
            true,
        );
        check(r#""\u0041""#, r#""A""#, true);
    }

    #[test]
    fn everything_else_matters() {
        check(r#"{"a":1}"#, r#"{"a":2}"#, false);
        check(r#"{"a":"1"}"#, r#"{"a":1}"#, false);
        check("[1,2]", "[2,1]", false);
        check("[12]", "[1,2]", false);
        check(r#"["a","b"]"#, r#"["a,b"]"#, false);
        check(r#"{"a":null}"#, "{}", false);
    }
}
