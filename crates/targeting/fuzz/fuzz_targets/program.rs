//! Reads any bytes as the rules of a form and a fact; `tests/support/fuzzed.rs` says what must hold.
#![no_main]

#[path = "../../tests/support/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzzed::holds_for(input);
});
