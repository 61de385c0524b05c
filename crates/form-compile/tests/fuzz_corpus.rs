//! What the fuzz targets have found worth keeping holds without a fuzzer too: `fuzz/corpus`, checked as they check it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

#[path = "support/fuzzed.rs"]
mod fuzzed;

/// Hands over every kept input of a target.
fn replay(target: &str, check: impl Fn(&str)) {
    let mut count = 0;
    for entry in fs::read_dir(format!("fuzz/corpus/{target}")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        // The targets leave out what is no UTF-8.
        if let Ok(input) = str::from_utf8(&bytes) {
            count += 1;
            check(input);
        }
    }
    println!("{count} inputs of {target}");
    assert!(count > 50);
}

#[test]
fn all_that_must_hold_holds_for_kept_forms() {
    replay("form", fuzzed::form);
}

#[test]
fn all_that_must_hold_holds_for_kept_contexts() {
    replay("context", fuzzed::context);
}
