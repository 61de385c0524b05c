//! Rich texts that came out wrong elsewhere: `fixtures/rich-text-cases`. Lists are looked at in a browser, by
//! `e2e/rich-text-lists.test.js`.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use rich_text::{Answer, Rendered};

/// The result for each line of a file.
fn rendered(name: &str) -> Vec<Rendered> {
    let lines = fs::read_to_string(format!("../../fixtures/rich-text-cases/{name}.jsonl")).unwrap();
    let answers = lines.lines().map(|line| match Answer::to(line) {
        Answer::Rendered(rendered) => rendered,
        Answer::Refused { error } => panic!("{name}: {error:?}"),
    });
    answers.collect()
}

fn htmls(name: &str) -> Vec<String> {
    let html = |it: Rendered| it.html.trim_end().to_owned();
    rendered(name).into_iter().map(html).collect()
}

fn texts(name: &str) -> Vec<String> {
    rendered(name).into_iter().map(|it| it.text).collect()
}

#[test]
fn halves_are_joined_and_a_lost_one_is_noted() {
    assert_eq!(
        texts("surrogate"),
        ["Party \u{1f389} time", "Party \u{fffd}"]
    );
    let notes: Vec<_> = rendered("surrogate")
        .iter()
        .map(|it| it.notes.len())
        .collect();
    assert_eq!(notes, [0, 1]);
}

#[test]
fn words_and_lines_of_nested_blocks_and_code_are_apart() {
    assert_eq!(
        texts("md-nested-text"),
        [
            "I agree to\nreceive letters\nthe terms",
            "I agree to\nreceive letters\nthe terms",
            "a\nq\nb",
            "line1\nline2",
        ]
    );
    let htmls = htmls("md-nested-text");
    assert_eq!(htmls[1], "I agree to<br>receive letters<br>the terms");
    assert_eq!(htmls[3], "line1<br>line2");
}

#[test]
fn a_byte_order_mark_is_not_part_of_a_text() {
    assert_eq!(texts("bom"), ["Title", "a\nb"]);
    assert_eq!(htmls("bom")[0], "<h1>Title</h1>");
}

#[test]
fn colors_of_other_spaces_are_kept() {
    assert_eq!(
        htmls("colors"),
        [
            r#"<p><span style="color: oklch(0.6 0.25 29);">Sale</span></p>"#,
            r#"<p><span style="background-color: lab(50 40 59.5); color: color(display-p3 1 0 0);">Sale</span></p>"#,
            r#"<p><span style="color: color-mix(in srgb, red, blue);">Sale</span></p>"#,
        ]
    );
}

#[test]
fn a_table_stays_a_table_for_quill_and_is_noted_in_a_form() {
    assert_eq!(
        htmls("table"),
        [
            r#"<table><tbody><tr><td data-row="row-1">a</td><td data-row="row-1">b</td></tr></tbody></table>"#
        ]
    );
    let line = fs::read_to_string("../../fixtures/rich-text-cases/table.jsonl").unwrap();
    let Answer::Rendered(rendered) = Answer::to(&line.replace("quill", "onsite")) else {
        panic!("is rendered");
    };
    assert_eq!(rendered.html, "<p>a</p><p>b</p>");
    let paths: Vec<_> = rendered.notes.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "$.content.ops[1].attributes.table",
            "$.content.ops[3].attributes.table",
        ]
    );
}
