//! Nothing is quadratic: for the worst inputs of each kind, the memory that is asked for in all, byte by byte, stays a
//! small multiple of the input, and does not grow faster than it. Counted, not timed, so that a busy machine says the same.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::alloc::System;

use rich_text::{Content, Format, Layout, Options, Output, Profile, StyleSheet};
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A kind of input: its name, and one of some five times so many bytes.
type Input = (&'static str, fn(usize) -> String);

/// Bytes allocated while a content is read and rendered in every way; contents may be refused, but must not be slow.
fn bytes_for(format: Format, json: &str) -> usize {
    let region = Region::new(ALLOCATOR);
    let content: Content<'_> = serde_json::from_str(json).unwrap();
    for output in [Output::Onsite, Output::Quill, Output::QuillSemantic] {
        for layout in [Layout::Block, Layout::Inline] {
            let options = Options {
                output,
                layout,
                profile: Profile::Style,
                smart_punctuation: true,
            };
            let _ = content.render(format, options);
        }
    }
    let _ = content.words_with_addresses(format);
    let _ = content.render_with_sheet(format, Options::default(), &mut StyleSheet::default());
    let change = region.change();
    change.bytes_allocated + change.bytes_reallocated.unsigned_abs()
}

/// Eight renderings, each with events, words and HTML: some hundred bytes a byte, and not more for more.
const MOST_PER_BYTE: usize = 3_000;

fn problem(name: &str, format: Format, json: impl Fn(usize) -> String) -> Option<String> {
    // Once before, so that tables that are built once are there.
    bytes_for(format, &json(1));
    let [small, large] = [2_000, 16_000].map(|count| {
        let json = json(count);
        (json.len(), bytes_for(format, &json))
    });
    println!(
        "{name}: {} and {} bytes asked for a byte",
        small.1 / small.0,
        large.1 / large.0
    );
    let is_linear = large.1 * small.0 <= 2 * small.1 * large.0 + 4_000_000 * small.0;
    let is_small = large.1 <= MOST_PER_BYTE * large.0 + 4_000_000;
    (!is_linear || !is_small).then(|| format!("{name}: {small:?}, {large:?}"))
}

/// A single test, because the count is for the whole process.
#[test]
fn the_worst_inputs_cost_in_proportion() {
    let markdown: [Input; 24] = [
        ("braces", |n| "{".repeat(5 * n)),
        ("starts of tokens", |n| "{{ a|default:\"".repeat(n / 3)),
        ("tokens", |n| "{{ a|default:\"b\" }}".repeat(n / 4)),
        ("quotes", |n| ">".repeat(5 * n)),
        ("quotes with spaces", |n| "> ".repeat(3 * n)),
        ("brackets", |n| "[".repeat(5 * n)),
        ("pairs of brackets", |n| "[]".repeat(3 * n)),
        ("brackets inwards", |n| {
            format!("{}a{}", "[".repeat(2 * n), "]".repeat(2 * n))
        }),
        ("images", |n| "![".repeat(3 * n)),
        ("emphases", |n| "*a ".repeat(2 * n)),
        ("ends of emphases", |n| "a* ".repeat(2 * n)),
        ("strong emphases", |n| "**a _b ".repeat(n / 2)),
        ("stars", |n| "*".repeat(5 * n)),
        ("tildes", |n| "~~a ~b ".repeat(n / 2)),
        ("backticks", |n| "`".repeat(6 * n)),
        ("growing backticks", |n| {
            (1..n / 40)
                .map(|length| format!("{} ", "`".repeat(length)))
                .collect()
        }),
        ("escapes", |n| "\\*".repeat(3 * n)),
        ("references", |n| {
            format!("[a]: /{}\n\n{}", "b".repeat(n), "[a]".repeat(n))
        }),
        ("definitions", |n| {
            (0..n / 4)
                .map(|number| format!("[a{number}]: /b\n"))
                .collect()
        }),
        ("links", |n| "[a](".repeat(n)),
        ("starts of HTML", |n| "<a ".repeat(2 * n)),
        ("starts of comments", |n| "<!--".repeat(n)),
        ("items", |n| "- a\n".repeat(n)),
        ("entities", |n| "&amp;&#35;".repeat(n / 2)),
    ];
    let deltas: [Input; 10] = [
        ("braces in runs", |n| {
            let ops: Vec<_> = (0..n / 10).map(|number| json!({"insert": "{{{{ a ", "attributes": {"bold": (number % 2 == 0)}})).collect();
            json!(ops).to_string()
        }),
        ("formats that change", |n| {
            let marks = ["bold", "italic", "underline", "strike", "code"];
            let ops: Vec<_> = (0..n / 10).map(|number| json!({"insert": "a", "attributes": {marks[number % 5]: true, "link": format!("/{number}")}})).collect();
            json!(ops).to_string()
        }),
        ("looks that differ", |n| {
            let ops: Vec<_> = (0..n / 10).map(|number| json!({"insert": "a", "attributes": {"color": format!("#{number:06x}"), "background": "red"}})).collect();
            json!(ops).to_string()
        }),
        ("lines", |n| {
            json!([{"insert": "\n".repeat(5 * n), "attributes": {"list": "bullet", "indent": 8}}])
                .to_string()
        }),
        ("lists that change", |n| {
            let ops: Vec<_> = (0..n / 10).map(|number| json!({"insert": "\n", "attributes": {"list": (["bullet", "ordered"][number % 2]), "indent": (number % 9)}})).collect();
            json!(ops).to_string()
        }),
        ("one line of tokens", |n| {
            json!([{"insert": "{{ a }}".repeat(n / 2), "attributes": {"link": "/x", "color": "red"}}]).to_string()
        }),
        ("tokens in an address", |n| {
            json!([{"insert": "a\n".repeat(9), "attributes": {"link": format!("/x{}", "{{ a }}".repeat(n / 60))}}]).to_string()
        }),
        ("pictures", |n| {
            let ops: Vec<_> = (0..n / 10).map(|_| json!({"insert": {"image": "https://e.com/a.png"}, "attributes": {"link": "javascript:x"}})).collect();
            json!(ops).to_string()
        }),
        ("an attribute", |n| {
            json!([{"insert": "a", "attributes": {"color": "rgb(".repeat(n), "link": ":".repeat(5 * n), "font": "'\"".repeat(n)}}]).to_string()
        }),
        ("variables in variables", |n| {
            json!([{"insert": "a", "attributes": {"color": "var(--a,".repeat(n)}}]).to_string()
        }),
    ];
    let mut problems = Vec::new();
    for (name, text) in markdown {
        problems.extend(problem(name, Format::Markdown, |count| {
            json!(text(count)).to_string()
        }));
    }
    for (name, text) in deltas {
        problems.extend(problem(name, Format::Delta, text));
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
