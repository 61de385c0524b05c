//! Reads any text as Markdown; `tests/support/fuzzed.rs` says what must hold.
#![no_main]

#[path = "../../tests/support/mod.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|input: &str| {
    let json = serde_json::Value::from(input).to_string();
    support::fuzzed::hold_for(rich_text::Format::Markdown, &json);
});
