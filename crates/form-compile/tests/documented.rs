//! The examples in the docs are valid and compile: the form at the beginning of `docs/FORM.md`, and forms written from
//! it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

use form_compile::{RenderHashes, compile};
use form_model::validate_json;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[track_caller]
fn check(name: &str, json: &str) {
    let form = validate_json(json).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    let compiled = compile(&form, render, "https://forms.example", 1_800_000_000);
    assert!(compiled.is_ok(), "{name}: {:#?}", compiled.err());
}

#[test]
fn the_docs_begin_with_a_whole_form_of_25_lines_at_most() {
    let docs = fs::read_to_string(root().join("docs/FORM.md")).unwrap();
    let (before, rest) = docs.split_once("```json\n").unwrap();
    let (form, _) = rest.split_once("```").unwrap();
    assert!(!before.contains("\n## "), "it comes before all chapters");
    assert!(form.lines().count() <= 25, "{}", form.lines().count());
    check("docs/FORM.md", form);
}

#[test]
fn every_everyday_form_is_valid_and_compiles() {
    let files = fs::read_dir(root().join("fixtures/everyday")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let forms: Vec<_> = paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    assert_eq!(forms.len(), 10);
    for path in forms {
        check(&path.to_string_lossy(), &fs::read_to_string(&path).unwrap());
    }
}
