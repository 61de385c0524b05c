//! Limits at and beyond their value, and members that appear twice.

use super::*;
use serde_json::Value;

use crate::{read, stored, value};

const ANY: usize = usize::MAX;

#[track_caller]
fn repeated(text: &str, path: &str) {
    let fault = value(text, ANY).unwrap_err();
    assert!(matches!(fault, Fault::Repeated { .. }), "{fault}");
    assert_eq!(fault.path(), path);
}

#[test]
fn depth_is_bounded_at_and_beyond() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let nested = |depth| {
            let inner = if open == "[" { "" } else { "1" };
            format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
        };
        assert!(value(&nested(MAX_DEPTH), ANY).is_ok());
        assert!(matches!(
            value(&nested(MAX_DEPTH + 1), ANY),
            Err(Fault::TooDeep)
        ));
        for bytes in [20_000, 8_000_000] {
            let bomb = open.repeat(bytes / open.len());
            assert!(matches!(
                value(&bomb, ANY),
                Err(Fault::TooDeep | Fault::Repeated { .. })
            ));
        }
    }
}

#[test]
fn values_are_counted_at_and_beyond() {
    for one in ["1", r#""a""#, "[]", "{}", "null"] {
        let of = |count: usize| format!("[{}]", vec![one; count].join(","));
        assert!(value(&of(MAX_VALUES - 1), ANY).is_ok(), "{one}");
        assert!(
            matches!(value(&of(MAX_VALUES), ANY), Err(Fault::TooManyValues)),
            "{one}"
        );
    }
    let members = |count: usize| {
        let members: Vec<_> = (0..count).map(|n| format!(r#""{n}":0"#)).collect();
        format!("{{{}}}", members.join(","))
    };
    assert!(value(&members(MAX_VALUES - 1), ANY).is_ok());
    assert!(matches!(
        value(&members(MAX_VALUES), ANY),
        Err(Fault::TooManyValues)
    ));
}

#[test]
fn bytes_are_bounded_at_and_beyond() {
    assert!(value("[10]", 4).is_ok());
    assert!(matches!(value("[10]", 3), Err(Fault::TooLong(3))));
}

#[test]
fn a_member_that_appears_twice_is_refused_with_its_path() {
    repeated(r#"{"a":1,"a":1}"#, "$.a");
    repeated(r#"{"a":1,"\u0061":1}"#, "$.a");
    repeated(r#"{"x":[{}, {"b":{},"c":{"b":1},"b":[]}]}"#, "$.x[1].b");
    let many: Vec<_> = (0..100).map(|n| format!(r#""m{n}":{{"m1":0}}"#)).collect();
    let many = many.join(",");
    assert!(value(&format!("{{{many}}}"), ANY).is_ok());
    repeated(&format!(r#"{{{many},"m3":0}}"#), "$.m3");
    repeated(&format!(r#"{{{many},"m99":0}}"#), "$.m99");
    for good in [
        r#"{"a":{"a":"a"},"b":["a","a"]}"#,
        r#"["a","a"]"#,
        r#"[{"a":1},{"a":1}]"#,
    ] {
        assert!(value(good, ANY).is_ok(), "{good}");
    }
    let kept: Value = stored(r#"{"a":1,"a":2}"#).unwrap();
    assert_eq!(kept["a"], 2);
}

#[test]
fn a_key_that_is_special_to_the_parser_is_a_key_like_any_other() {
    for name in [
        "$serde_json::private::RawValue",
        "$serde_json::private::Number",
    ] {
        let inner = "[".repeat(200);
        let text = serde_json::json!({ name: inner }).to_string();
        assert_eq!(value(&text, ANY).unwrap()[name], inner.as_str());
        let read: std::collections::HashMap<String, String> = read(&text, ANY).unwrap();
        assert_eq!(read[name], inner);
    }
}

#[test]
fn a_byte_order_mark_at_the_start_is_skipped() {
    assert_eq!(crate::text(b"\xef\xbb\xbf[1]").unwrap(), "[1]");
    assert_eq!(value("\u{feff}[1]", 3).unwrap()[0], 1);
    assert!(value("[\u{feff}1]", ANY).is_err());
    assert!(matches!(crate::text(b"\xff"), Err(Fault::NotUtf8(_))));
}

#[test]
fn a_text_that_is_not_json_is_always_refused() {
    for text in [
        "",
        "]]]",
        "{\"a\":\"\\",
        "\"",
        "{,,,[",
        "{\"\u{e9}",
        "}{",
        "{\"\\ud8\":1}",
        "1e999",
    ] {
        assert!(matches!(value(text, ANY), Err(Fault::NotJson(_))), "{text}");
    }
}
