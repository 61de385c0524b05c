//! Runs the inputs that the fuzz targets found, in `fuzz/corpus`, through the same check without a fuzzer.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use rich_text::Format;

mod support;

/// Hands over every kept input of a target.
fn replay(target: &str, check: impl Fn(&str)) {
    let mut count = 0;
    for entry in fs::read_dir(format!("fuzz/corpus/{target}")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        // The targets skip input that is not UTF-8.
        if let Ok(input) = str::from_utf8(&bytes) {
            count += 1;
            check(input);
        }
    }
    println!("{count} inputs of {target}");
    assert!(count > 50);
}

#[test]
fn kept_deltas_pass_the_check_of_the_fuzzer() {
    replay("delta", |input| {
        support::fuzzed::hold_for(Format::Delta, input);
    });
}

#[test]
fn kept_markdown_passes_the_check_of_the_fuzzer() {
    replay("markdown", |input| {
        let json = serde_json::Value::from(input).to_string();
        support::fuzzed::hold_for(Format::Markdown, &json);
    });
}
