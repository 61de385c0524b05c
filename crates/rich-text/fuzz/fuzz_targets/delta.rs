//! Reads any JSON as a Delta; `tests/support/fuzzed.rs` says what must hold.
#![no_main]

#[path = "../../tests/support/mod.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|input: &str| {
    support::fuzzed::hold_for(rich_text::Format::Delta, input);
});
