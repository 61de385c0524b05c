//! Every form of `fixtures/forms` is valid and compiles; the wire formats are golden.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use form_compile::{Compiled, RenderHashes, compile};
use form_model::{ValidForm, validate_json};

fn fixtures() -> Vec<(String, ValidForm)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/forms");
    let mut forms: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let form =
                validate_json(&text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
            (name, form)
        })
        .collect();
    forms.sort_by(|a, b| a.0.cmp(&b.0));
    forms
}

fn compiled(form: &ValidForm) -> Compiled {
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    // A moment in 2027.
    compile(form, render, "https://forms.example", 1_800_000_000).unwrap()
}

#[test]
fn every_fixture_is_valid_and_compiles() {
    let forms = fixtures();
    assert!(forms.len() >= 3, "only {} fixtures found", forms.len());
    for (name, form) in forms {
        let compiled = compiled(&form);
        assert!(compiled.bundle.bytes.len() < 20_000, "{name}");
    }
}

#[test]
fn manifest_entries_are_golden() {
    for (name, form) in fixtures() {
        insta::assert_json_snapshot!(format!("manifest_entry_{name}"), compiled(&form).manifest_entry, {
            ".bundle" => "[hash]",
            ".version_id" => "[version_id]",
            ".teaser.bundle" => "[hash]",
        });
    }
}

#[test]
fn a_bundle_is_golden() {
    let (_, form) = fixtures()
        .into_iter()
        .find(|(name, _)| name == "scroll")
        .unwrap();
    let bundle: serde_json::Value = serde_json::from_slice(&compiled(&form).bundle.bytes).unwrap();
    insta::assert_json_snapshot!(bundle, { ".css" => "[css]", ".light" => "[hash]", ".version_id" => "[version_id]" });
}

#[test]
fn compiling_again_gives_the_same_bytes() {
    for (_, form) in fixtures() {
        let (first, second) = (compiled(&form), compiled(&form));
        assert_eq!(first.bundle, second.bundle);
        assert_eq!(first.version_id, second.version_id);
    }
}

#[test]
fn only_forms_that_need_them_name_the_parts_for_banners_tokens_and_the_window() {
    let has = |name: &str, part: &str| {
        let forms = fixtures();
        let (_, form) = forms.iter().find(|(fixture, _)| *fixture == name).unwrap();
        let bundle: serde_json::Value =
            serde_json::from_slice(&compiled(form).bundle.bytes).unwrap();
        let parts = bundle["parts"].as_array().cloned().unwrap_or_default();
        parts.contains(&part.into())
    };
    assert!(has("banner", "push") && has("full_screen", "tokens"));
    assert!(!has("flyout", "push") && !has("welcome", "tokens"));
    assert!(has("flyout", "in_window") && has("banner", "in_window"));
    assert!(!has("welcome", "in_window") && !has("embed", "in_window"));
}
