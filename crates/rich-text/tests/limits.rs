//! Every limit at its boundary: the largest allowed value, the smallest refused one, and the path and message of the
//! fault.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Answer, Content, Format, Options, limits};
use serde_json::{Value, json};

fn answer(request: &Value) -> Answer {
    Answer::to(&request.to_string())
}

#[track_caller]
fn allowed(request: &Value) {
    if let Answer::Refused { error } = answer(request) {
        panic!("refused: {error:?}");
    }
}

#[track_caller]
fn refused(request: &Value, path: &str, message: &str) {
    match answer(request) {
        Answer::Refused { error } => {
            assert_eq!(
                (error.path.as_str(), error.message.as_str()),
                (path, message)
            );
        }
        Answer::Rendered(rendered) => panic!("rendered {} bytes", rendered.html.len()),
    }
}

fn delta(ops: Value) -> Value {
    json!({"format": "delta", "content": {"ops": ops}})
}

fn markdown(text: &str) -> Value {
    json!({"format": "markdown", "content": text})
}

#[test]
fn ops() {
    let ops = |count: usize| delta(Value::Array(vec![json!({"insert": "a"}); count]));
    allowed(&ops(limits::OPS));
    let message = "has more than the 2000 ops that are allowed";
    refused(&ops(limits::OPS + 1), "$.content.ops", message);
    // Ops without effect count, too, because they are read.
    let retains = delta(Value::Array(vec![json!({"retain": 1}); limits::OPS + 1]));
    refused(&retains, "$.content.ops", message);
    // A document may be the array itself.
    let bare = json!({"format": "delta", "content": vec![json!({"insert": "a"}); limits::OPS + 1]});
    refused(&bare, "$.content", message);
}

#[test]
fn text_of_a_delta() {
    let text = |bytes: usize| {
        let first = "é".repeat(20_000);
        delta(json!([{"insert": first}, {"insert": "b".repeat(bytes - 40_000)}]))
    };
    allowed(&text(limits::TEXT_BYTES));
    let message = "has more than the 100000 bytes of text that are allowed";
    refused(
        &text(limits::TEXT_BYTES + 1),
        "$.content.ops[1].insert",
        message,
    );
}

#[test]
fn text_of_markdown() {
    allowed(&markdown(&"a".repeat(limits::TEXT_BYTES)));
    let message = "has more than the 100000 bytes of text that are allowed";
    refused(
        &markdown(&"a".repeat(limits::TEXT_BYTES + 1)),
        "$.content",
        message,
    );
}

#[test]
fn pictures() {
    let address = |bytes: usize| {
        let head = "data:image/png;base64,";
        format!("{head}{}", "A".repeat(bytes - head.len()))
    };
    let half = limits::IMAGE_BYTES / 2;
    let pictures = |second: usize| {
        delta(json!([
            {"insert": {"image": address(half)}},
            {"insert": "a"},
            {"insert": {"image": address(second)}},
        ]))
    };
    allowed(&pictures(half));
    let message = "has pictures of more than the 1500000 bytes that are allowed together";
    refused(&pictures(half + 1), "$.content.ops[2].insert", message);
}

#[test]
fn attributes() {
    // Each line writes the address again.
    let lines = 1_000;
    let link = |bytes: usize| {
        let address = format!("/{}", "a".repeat(bytes - 1));
        delta(json!([{"insert": "a\n".repeat(lines - 1), "attributes": {"link": address}}]))
    };
    let most = limits::ATTRIBUTE_BYTES / lines;
    allowed(&link(most));
    let message = "has attributes of more than the 500000 bytes that are allowed together, each counted on every line";
    refused(&link(most + 1), "$.content.ops[0].attributes", message);
}

#[test]
fn depth_of_markdown() {
    // A quote is one level, and the paragraph in it is the last.
    let quotes = |depth: usize| markdown(&format!("{}a", "> ".repeat(depth - 1)));
    allowed(&quotes(limits::DEPTH));
    let message = "nests lists, quotes and formats deeper than the 32 levels that are allowed";
    refused(&quotes(limits::DEPTH + 1), "$.content", message);
    // A list is two: itself, and its item.
    let items = |count: usize| {
        let lines: Vec<String> = (0..count)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect();
        markdown(&lines.concat())
    };
    allowed(&items(limits::DEPTH / 2));
    refused(&items(limits::DEPTH / 2 + 1), "$.content", message);
}

#[test]
fn addresses_of_links() {
    let link = |bytes: usize| {
        let address = format!("https://e.com/{}", "a".repeat(bytes - 14));
        let delta =
            json!({"ops": [{"insert": "x", "attributes": {"link": address}}, {"insert": "\n"}]});
        let json = delta.to_string();
        let content: Content<'_> = serde_json::from_str(&json).unwrap();
        content.render(Format::Delta, Options::default()).unwrap()
    };
    assert!(link(2_048).notes.is_empty() && link(2_048).html.contains("<a "));
    let long = link(2_049);
    assert_eq!(long.html, "<p>x</p>");
    assert_eq!(long.notes[0].path, ".ops[0].attributes.link");
    assert_eq!(long.notes[0].message, "has more than 2048 bytes");
}

#[test]
fn names_and_defaults_of_tokens() {
    let html = |text: String| match answer(&markdown(&text)) {
        Answer::Rendered(rendered) => rendered.html,
        Answer::Refused { error } => panic!("{error:?}"),
    };
    let is_token = |text: String| html(text).contains("data-v");
    assert!(is_token(format!("{{{{ {} }}}}", "a".repeat(64))));
    assert!(!is_token(format!("{{{{ {} }}}}", "a".repeat(65))));
    assert!(is_token(format!(
        "{{{{ a|default:\"{}\" }}}}",
        "b".repeat(200)
    )));
    assert!(!is_token(format!(
        "{{{{ a|default:\"{}\" }}}}",
        "b".repeat(201)
    )));
}

#[test]
fn depth_of_json() {
    // Unused members count, too: the whole request is limited before any of it is read.
    let contents = |levels: usize| {
        let value = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        [
            format!(r#"[{{"insert":"a","attributes":{{"x":{value}}}}}]"#),
            format!(r#"[{{"insert":"a","attributes":{{"bold":{value}}}}}]"#),
            format!(r#"[{{"insert":"a","attributes":{value}}}]"#),
            format!(r#"[{{"insert":"a","x":{value}}},{value}]"#),
            format!(r#"{{"x":{value}}}"#),
        ]
    };
    let answer =
        |content: &str| Answer::to(&format!(r#"{{"format":"delta","content":{content}}}"#));
    // At most four levels are around the value.
    for content in contents(60) {
        let answer = answer(&content);
        assert!(matches!(answer, Answer::Rendered(_)), "{answer:?}");
    }
    for levels in [65, 100_000] {
        for content in contents(levels) {
            let answer = answer(&content);
            assert!(
                matches!(&answer, Answer::Refused { error } if error.message.contains("64 levels")),
                "{answer:?}"
            );
        }
    }
}
