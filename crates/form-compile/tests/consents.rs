//! A consent text is stored as shown, or it is not published.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_compile::{RenderHashes, compile, consent_text};
use form_model::validate;
use serde_json::{Value, json};

fn form(content: &Value) -> Value {
    let format = if content.is_string() {
        "markdown"
    } else {
        "delta"
    };
    let step = |blocks: Value| json!({"columns": [{"rows": [{"blocks": blocks}]}]});
    json!({
        "schema_version": 1, "form_id": "consent1", "name": "Consent",
        "versions": [{"type": "popup", "triggers": [{"type": "exit_intent"}], "steps": [
            step(json!([
                {"id": "email", "type": "email", "label": "Email"},
                {"id": "terms", "type": "rich_text", "format": format, "content": content, "consent": {"channel": "email"}},
                {"id": "send", "type": "button", "label": "Send", "action": {"type": "next_step", "submit": true}},
            ])),
            step(json!([{"id": "thanks", "type": "rich_text", "format": "markdown", "content": "Thanks"}])),
        ]}],
    })
}

/// The stored text, or the paths and first words of all problems.
fn stored(content: &Value) -> Result<String, Vec<String>> {
    let told = |problems: Vec<form_model::Problem>| {
        let told = problems.into_iter().map(|problem| {
            let words: Vec<_> = problem.message.split(' ').take(4).collect();
            format!("{} {}", problem.path, words.join(" "))
        });
        told.collect::<Vec<_>>()
    };
    let form = validate(&form(content)).map_err(told)?;
    let hashes = RenderHashes {
        module: "m",
        twin: "t",
    };
    compile(&form, hashes, "", 0).map_err(told)?;
    let text = form
        .version()
        .blocks()
        .find_map(|(_, block)| block.consent())
        .map(|(text, _)| consent_text(&text.content));
    Ok(text.unwrap())
}

const PICTURE: &str =
    "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

#[test]
fn a_text_that_cannot_be_stored_as_shown_is_refused() {
    let delta = |insert: Value| json!({"ops": [{"insert": insert}, {"insert": "\n"}]});
    let struck = json!({"ops": [{"insert": "I do "}, {"insert": "not", "attributes": {"strike": true}}, {"insert": " agree\n"}]});
    let nasty = [
        (
            json!("I agree, {{ first_name|default:'friend' }}"),
            "has a token,",
        ),
        (
            json!("I agree to [this](/terms?for={{ email }})"),
            "has a token,",
        ),
        (delta(json!("I agree, {{ first_name }}")), "has a token,"),
        (
            json!(format!("I agree ![to everything]({PICTURE})")),
            "has a picture,",
        ),
        (delta(json!({"image": PICTURE})), "has a picture,"),
        (json!("I do ~~not~~ agree"), "has words that are"),
        (struck, "has words that are"),
        (json!("I \u{202e}eerga"), "has a character (U+202D"),
        (json!("I \u{202d}agree"), "has a character (U+202D"),
        (json!("\u{200b}"), "has no readable letter"),
        (json!("\u{3164}\u{115f}"), "has no readable letter"),
        (json!("\u{2800}"), "has no readable letter"),
        (json!("\u{301}\u{302}"), "has no readable letter"),
        (json!("\u{e0041}\u{feff}"), "has no readable letter"),
        (json!("\u{e000}"), "has no readable letter"),
        (json!("…"), "has no readable letter"),
        (json!("👍"), "has no readable letter"),
        (json!("---"), "has no readable letter"),
        (
            json!("[\u{200b}](https://shop.example/terms)"),
            "has no readable letter",
        ),
        (delta(json!(" \u{a0}\u{2003}")), "has no readable letter"),
    ];
    for (content, message) in nasty {
        let problems = stored(&content).expect_err(&content.to_string());
        let path = "$.versions[0].steps[0].columns[0].rows[0].blocks[1].content";
        let is_told = |problem: &String| problem.starts_with(&format!("{path} {message}"));
        assert!(problems.iter().any(is_told), "{content}: {problems:?}");
    }
}

#[test]
fn typical_texts_are_stored_word_for_word() {
    for (content, text) in [
        (
            "I agree to **email**. [Privacy](/privacy)",
            "I agree to email. Privacy (/privacy)",
        ),
        (
            "* I agree to\n  * receive letters\n  * the [terms](https://e.com/t)",
            "I agree to\nreceive letters\nthe terms (https://e.com/t)",
        ),
        (
            "- I agree\n  > to this\n- and that",
            "I agree\nto this\nand that",
        ),
        (
            "I agree:\n```\nline 1\nline 2\n```",
            "I agree:\nline 1\nline 2",
        ),
        ("\u{feff}I agree\r\n\r\nto this", "I agree\nto this"),
        ("我同意", "我同意"),
        ("أوافق على تلقي الرسائل", "أوافق على تلقي الرسائل"),
        ("✓ OK", "✓ OK"),
    ] {
        assert_eq!(stored(&json!(content)).unwrap(), text);
    }
}
