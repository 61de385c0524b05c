//! What the fuzz target has found worth keeping holds without a fuzzer too: `fuzz/corpus`, checked as it checks it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

#[path = "support/fuzzed.rs"]
mod fuzzed;

#[test]
fn all_that_must_hold_holds_for_kept_programs() {
    let mut count = 0;
    for entry in fs::read_dir("fuzz/corpus/program").unwrap() {
        fuzzed::holds_for(&fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    println!("{count} inputs");
    assert!(count > 50);
}
