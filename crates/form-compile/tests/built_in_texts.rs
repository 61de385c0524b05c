//! The built-in texts of a form: all of them in the language of its content.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_compile::{RenderHashes, compile};
use form_model::{built_in_texts, validate};
use serde_json::{Value, json};

/// A form whose author wrote `#` wherever a text is required, and left out all optional ones: every other text is built
/// in.
fn form_without_texts(locale: &str) -> Value {
    let picture = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    let blocks = json!([
        {"id": "a", "type": "email", "label": "#"},
        {"id": "b", "type": "text", "label": "#", "property_name": "c", "required": true},
        {"id": "c", "type": "coupon", "code": "#"},
        {"id": "d", "type": "countdown", "countdown": {"type": "fixed", "ends_at": "2027-02-01T00:00:00Z"}},
        {"id": "e", "type": "review", "format": "markdown", "content": "1", "rating": 4.5},
        {"id": "f", "type": "video", "poster": picture, "alt": "", "url": "https://video.example/"},
        {"id": "g", "type": "button", "label": "#", "action": {"type": "next_step", "submit": true}},
    ]);
    let rows: Vec<Value> = blocks
        .as_array()
        .unwrap()
        .iter()
        .map(|block| json!({"blocks": [block]}))
        .collect();
    let last = json!({"id": "h", "type": "rich_text", "format": "markdown", "content": "1"});
    json!({
        "schema_version": 1, "form_id": "builtin1", "name": "#",
        "versions": [{
            "type": "popup", "locale": locale, "triggers": [{"type": "manual"}], "teaser": {"label": "#"},
            "steps": [
                {"columns": [{"rows": rows}]},
                {"columns": [{"rows": [{"blocks": [last]}]}]},
            ],
        }],
    })
}

/// Everything that a visitor may read or hear: texts of the HTML, names of its elements, messages.
fn words_of(locale: &str) -> String {
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    let form = validate(&form_without_texts(locale)).unwrap();
    let compiled = compile(&form, render, "https://forms.example", 1_800_000_000).unwrap();
    let mut words = String::new();
    let teaser = compiled
        .manifest_entry
        .teaser
        .as_ref()
        .unwrap()
        .bundle
        .as_str();
    let bundles = compiled.files.iter().filter(|file| file.hash == teaser);
    for file in bundles.chain([&compiled.bundle]) {
        let bundle: Value = serde_json::from_slice(&file.bytes).unwrap();
        for member in ["behavior", "not_sent_message"] {
            words.push_str(bundle[member].as_str().unwrap_or_default());
        }
        let html = bundle["html"].as_str().unwrap();
        words.push_str(&texts_of(html));
    }
    words
}

/// The texts between tags, and the attributes that screen readers read.
fn texts_of(html: &str) -> String {
    let mut texts = String::new();
    for tag in html.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        for attribute in ["aria-label", "alt", "title", "placeholder"] {
            let value = tag.split_once(&format!(r#" {attribute}=""#));
            texts.extend(value.and_then(|(_, rest)| rest.split('"').next()));
            texts.push('\n');
        }
        texts.push_str(text);
        texts.push('\n');
    }
    texts
}

#[test]
fn every_built_in_text_speaks_the_language_of_the_form() {
    for language in built_in_texts::languages() {
        let texts = built_in_texts::of_locale(language);
        let words = words_of(language);
        let stars = texts.stars("4.5");
        let mut expected = vec![
            texts.close,
            texts.email_required,
            texts.email_invalid,
            texts.text_required,
            texts.text_invalid,
            texts.not_sent,
            texts.play_video,
            &stars,
        ];
        expected.extend(texts.coupon);
        expected.extend(texts.countdown);
        for text in expected {
            assert!(
                words.contains(text),
                "{language}: {text:?} is not in {words}"
            );
        }
    }
}

#[test]
fn no_english_is_left_over_in_a_script_of_its_own() {
    for language in ["ar", "he", "ja", "ko", "ru", "uk", "zh"] {
        let words = words_of(language).replace("name@example.com", "");
        // Apart from the built-in texts, only the behavior table has letters: names of properties and kinds of blocks.
        let is_english =
            |word: &&str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let english: Vec<_> = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(is_english)
            .collect();
        assert_eq!(english, ["email"], "{language}");
    }
}
