//! Runs the inputs that the fuzz target found, in `fuzz/corpus`, through the same check without a fuzzer.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

#[path = "support/fuzzed.rs"]
mod fuzzed;

#[test]
fn kept_programs_pass_the_check_of_the_fuzzer() {
    let mut count = 0;
    for entry in fs::read_dir("fuzz/corpus/program").unwrap() {
        fuzzed::holds_for(&fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    println!("{count} inputs");
    assert!(count > 50);
}
