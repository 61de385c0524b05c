//! The names of the buttons that close a form and its teaser.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_compile::{RenderHashes, compile};
use form_model::validate;
use serde_json::{Value, json};

/// The names in the bundles of a form and its teaser.
#[track_caller]
fn check(version: &Value, of_form: &str, of_teaser: &str) {
    let text = json!({"id": "text", "type": "rich_text", "format": "markdown", "content": "Hello"});
    let mut form = json!({
        "schema_version": 1,
        "form_id": "label1",
        "name": "Labels",
        "versions": [{
            "type": "popup",
            "triggers": [{"type": "manual"}],
            "teaser": {"label": "a"},
            "steps": [{"columns": [{"rows": [{"blocks": [text]}]}]}],
        }],
    });
    for (member, value) in version.as_object().unwrap() {
        form["versions"][0][member] = value.clone();
    }
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    let form = validate(&form).unwrap();
    let compiled = compile(&form, render, "https://forms.example", 1_800_000_000).unwrap();
    let teaser = &compiled.manifest_entry.teaser.as_ref().unwrap().bundle;
    let teaser = compiled.files.iter().find(|file| file.hash == *teaser);
    let files = [
        (&compiled.bundle, "data-dormouse-close", of_form),
        (teaser.unwrap(), "data-dormouse-teaser-close", of_teaser),
    ];
    for (file, button, label) in files {
        let bundle: Value = serde_json::from_slice(&file.bytes).unwrap();
        let html = bundle["html"].as_str().unwrap();
        let named = format!(r#"{button} aria-label="{label}""#);
        assert!(html.contains(&named), "{named} is not in {html}");
    }
}

#[test]
fn the_language_of_the_content_names_them() {
    check(&json!({}), "Close", "Close");
    check(&json!({"locale": "de-AT"}), "Schließen", "Schließen");
}

#[test]
fn the_author_may_name_them() {
    check(
        &json!({"locale": "fr", "close_label": "Non <merci>"}),
        "Non &lt;merci&gt;",
        "Fermer",
    );
    check(
        &json!({"close_label": "No", "teaser": {"label": "a", "close_label": "Not now"}}),
        "No",
        "Not now",
    );
}
