//! Teasers: their compiled output, and the problems of those that cannot be shown.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_compile::{Compiled, RenderHashes, compile};
use form_model::{Problem, validate};
use serde_json::{Value, json};

/// A moment in 2027.
const NOW: u32 = 1_800_000_000;

/// A GIF of one pixel.
const GIF: &str = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

fn compiled(form_type: &str, teaser: &Value) -> Result<Compiled, Vec<Problem>> {
    let text = json!({"id": "text", "type": "rich_text", "format": "markdown", "content": "Hello"});
    let form = json!({
        "schema_version": 1,
        "form_id": "offer1",
        "name": "An <offer>",
        "versions": [{
            "type": form_type,
            "triggers": [{"type": "manual"}],
            "teaser": teaser,
            "steps": [{"columns": [{"rows": [{"blocks": [text]}]}]}],
        }],
    });
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    compile(&validate(&form)?, render, "https://forms.example", NOW)
}

/// The bundle of a popup's teaser.
fn bundle(teaser: &Value) -> Value {
    bundle_of(&compiled("popup", teaser).unwrap())
}

fn bundle_of(compiled: &Compiled) -> Value {
    let hash = &compiled.manifest_entry.teaser.as_ref().unwrap().bundle;
    let file = compiled.files.iter().find(|file| file.hash == *hash);
    serde_json::from_slice(&file.unwrap().bytes).unwrap()
}

#[track_caller]
fn check_problem(teaser: &Value, path: &str, message: &str) {
    let problems = compiled("popup", teaser).unwrap_err();
    let path = format!("$.versions[0].teaser{path}");
    assert_eq!(problems, [Problem::new(path, message)]);
}

#[test]
fn a_bundle_is_golden() {
    insta::assert_json_snapshot!(bundle(&json!({"label": "Get 10 % off"})), {
        ".css" => "[css]",
        ".version_id" => "[version_id]",
    });
}

#[test]
fn the_manifest_says_when_and_where() {
    let entry = |teaser: &Value| {
        let entry = compiled("popup", teaser).unwrap().manifest_entry.teaser;
        let mut entry = serde_json::to_value(entry.unwrap()).unwrap();
        entry["bundle"] = "hash".into();
        entry
    };
    assert_eq!(
        entry(&json!({"label": "a"})),
        json!({"bundle": "hash", "display_order": "after", "days_after_close": 7})
    );
    let teaser = json!({"label": "a", "display_order": "before", "display_device": "phone", "days_after_close": 0});
    assert_eq!(
        entry(&teaser),
        json!({"bundle": "hash", "display_order": "before", "screens": "phone", "days_after_close": 0})
    );
}

#[test]
fn a_picture_is_a_file_and_its_label_is_read_out() {
    let teaser = json!({"label": "Get <10> %", "shape": "circle", "image": {"src": GIF}});
    let compiled = compiled("popup", &teaser).unwrap();
    assert!(compiled.files.iter().any(|file| file.extension == "gif"));
    let bundle = bundle_of(&compiled);
    let html = bundle["html"].as_str().unwrap();
    assert!(html.contains(r#"alt="" width="1" height="1""#), "{html}");
    assert!(
        html.contains(r#"<span class="h">Get &lt;10&gt; %</span>"#),
        "{html}"
    );
}

#[test]
fn only_a_modal_form_is_announced_as_a_dialog() {
    for (form_type, is_modal) in [
        ("popup", true),
        ("full_screen", true),
        ("flyout", false),
        ("banner", false),
    ] {
        let bundle = bundle_of(&compiled(form_type, &json!({"label": "a"})).unwrap());
        assert_eq!(bundle["type"], form_type);
        let html = bundle["html"].as_str().unwrap();
        assert_eq!(html.contains("aria-haspopup"), is_modal, "{html}");
    }
}

#[test]
fn a_close_button_may_be_left_out() {
    let bundle = bundle(&json!({"label": "a", "close_button": false}));
    assert!(!bundle["html"].as_str().unwrap().contains("-close"));
}

#[test]
fn each_shape_and_location_has_its_own_sheet() {
    let corners = ["top_left", "top_right", "bottom_left", "bottom_right"];
    let edges = ["top_center", "center_left", "center_right", "bottom_center"];
    let mut sheets = std::collections::HashSet::new();
    for shape in ["rectangle", "circle", "corner"] {
        for location in corners.iter().chain(&edges) {
            if shape == "corner" && !corners.contains(location) {
                continue;
            }
            let bundle = bundle(&json!({"label": "a", "shape": shape, "location": location}));
            let css = bundle["css"].as_str().unwrap().to_owned();
            assert!(!css.contains("rem") && !css.contains("/*"), "{css}");
            assert_eq!(css.matches('{').count(), css.matches('}').count(), "{css}");
            assert!(css.len() < 4_000, "{} bytes", css.len());
            assert!(sheets.insert(css), "{shape} at {location}");
        }
    }
}

#[test]
fn what_a_teaser_cannot_show_is_a_problem_with_its_path() {
    let rich = |content: &str| json!({"label": {"format": "markdown", "content": content}});
    check_problem(
        &rich(&"a".repeat(61)),
        ".label.content",
        "has 61 characters; 1 to 60 are allowed",
    );
    check_problem(
        &rich("Hello {{ first_name|default:'you' }}"),
        ".label.content",
        "has a token, but no answer exists yet that could fill it in",
    );
    check_problem(
        &json!({"label": "a", "shape": "circle", "image": {"src": "data:image/png;base64,PHNjcmlwdD4="}}),
        ".image.src",
        "is not a PNG, JPEG, GIF, WebP or AVIF picture",
    );
}
