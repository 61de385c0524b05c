//! Reads any text as a form; `tests/support/fuzzed.rs` says what must hold.
#![no_main]

#[path = "../../tests/support/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|input: &str| {
    fuzzed::form(input);
});
