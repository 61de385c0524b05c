//! Hostile content in every place, in every output: a browser's DOM of it contains only what is allowed.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use rich_text::{Content, Format, Layout};
use serde::Deserialize;

#[path = "xss/nasty.rs"]
mod nasty;
#[path = "xss/slots.rs"]
mod slots;
mod support;

use support::{
    allowed::{Kind, check},
    every::{Seen, render_and_check},
    random::Random,
};

#[derive(Deserialize)]
struct Payload {
    id: String,
    payload: String,
}

fn payloads() -> Vec<Payload> {
    let json = std::fs::read_to_string("../../fixtures/xss/open.json").unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Each payload in all places of one format.
fn check_all(format: Format, payloads: impl Iterator<Item = (String, String)>) {
    let mut seen = Seen::default();
    let mut failed: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let (mut payload_count, mut slot_count) = (0, 0);
    for (id, payload) in payloads {
        payload_count += 1;
        for slot in slots::all(&payload) {
            if slot.format != format {
                continue;
            }
            slot_count += 1;
            let content: Content<'_> = serde_json::from_str(&slot.content).unwrap();
            if let Err(problem) = render_and_check(format, &content, &mut seen) {
                let content = &slot.content;
                let problems = failed.entry(slot.name).or_default();
                problems.push(format!("{id}: {problem}\n  from {content}"));
            }
        }
    }
    println!(
        "{payload_count} payloads, {slot_count} contents, {} rendered, {} different read",
        seen.rendered,
        seen.checked()
    );
    let mut report = String::new();
    for (slot, problems) in &failed {
        let first: Vec<&str> = problems.iter().map(String::as_str).take(2).collect();
        report.push_str(&format!(
            "\n{} in {slot}:\n{}\n",
            problems.len(),
            first.join("\n")
        ));
    }
    assert!(failed.is_empty(), "{report}");
    assert!(payload_count > 0);
}

fn nasty(seed: u64, count: usize) -> impl Iterator<Item = (String, String)> {
    let mut random = Random::new(seed);
    (0..count).map(move |index| (format!("nasty {seed}/{index}"), nasty::payload(&mut random)))
}

#[test]
fn no_payload_does_anything_in_a_delta() {
    let payloads = payloads();
    check_all(
        Format::Delta,
        payloads.into_iter().map(|one| (one.id, one.payload)),
    );
}

#[test]
fn no_payload_does_anything_in_markdown() {
    let payloads = payloads();
    check_all(
        Format::Markdown,
        payloads.into_iter().map(|one| (one.id, one.payload)),
    );
}

/// The outputs for which Quill writes unsafe HTML, and all the others.
#[test]
fn no_recorded_delta_does_anything() {
    #[derive(Deserialize)]
    struct Case<'a> {
        name: String,
        contract: String,
        #[serde(borrow)]
        delta: Content<'a>,
    }
    let json = std::fs::read_to_string("../../fixtures/rich-text/quill.json").unwrap();
    let cases = bounded_json::member(&json, "cases").unwrap();
    let mut seen = Seen::default();
    let mut unsafe_in_quill = 0;
    for raw in bounded_json::elements(cases) {
        // serde rejects lone surrogates anywhere.
        let Ok(case) = serde_json::from_str::<Case<'_>>(raw) else {
            assert!(raw.contains("no_panic"), "{raw}");
            continue;
        };
        unsafe_in_quill += usize::from(case.contract == "must_be_safe");
        if let Err(problem) = render_and_check(Format::Delta, &case.delta, &mut seen) {
            panic!("{}: {problem}", case.name);
        }
    }
    assert!(unsafe_in_quill > 0);
}

#[test]
fn no_mix_of_nasty_pieces_does_anything_in_a_delta() {
    check_all(Format::Delta, nasty(1, 600));
}

#[test]
fn no_mix_of_nasty_pieces_does_anything_in_markdown() {
    check_all(Format::Markdown, nasty(2, 1_500));
}

#[test]
fn the_allow_lists_can_say_no() {
    for html in [
        "<p>a<script>x</script></p>",
        "<p onclick=\"x\">a</p>",
        "<p><a href=\"javascript:x\" rel=\"noopener noreferrer\" target=\"_blank\">a</a></p>",
        "<p><a href=\"java\tscript:x\" rel=\"noopener noreferrer\" target=\"_blank\">a</a></p>",
        "<p><a href=\"/x\">a</a></p>",
        "<p><img alt=\"\" src=\"https://e.com/a.png\"></p>",
        "<p><img alt=\"\" src=\"data:image/svg+xml;base64,AAAA\"></p>",
        "<p><span style=\"color: url(x);\">a</span></p>",
        "<p><span style=\"color: red; position: fixed;\">a</span></p>",
        "<p class=\"x\">a</p>",
        "<p><svg></svg></p>",
        "<p>a<!-- b --></p>",
        "<p><p>a</p></p>",
        "<ul><p>a</p></ul>",
        "a",
        "<p><iframe src=\"https://e.com\"></iframe></p>",
        "<p><a data-v=\"//{{x|}}/\" href=\"//e/\" rel=\"noopener noreferrer\" target=\"_blank\">a</a></p>",
        "<p><a data-v=\"https://e{{x|}}/\" href=\"https://e/\" rel=\"noopener noreferrer\" target=\"_blank\">a</a></p>",
    ] {
        assert!(check(html, Kind::Onsite, Layout::Block).is_err(), "{html}");
    }
    for html in ["<p>a</p>", "a<ul><li>b</li></ul>"] {
        assert!(check(html, Kind::Onsite, Layout::Inline).is_err(), "{html}");
    }
    let link = "<a href=\"/x\" rel=\"noopener noreferrer\" target=\"_blank\">a</a>";
    assert!(check(link, Kind::Onsite, Layout::Inline).is_ok());
    assert!(check(link, Kind::Onsite, Layout::Label).is_err());
    for css in [
        ".s .y0{color:red}}*{color:red}",
        ".s .y0{background:url(x)}",
        "@import 'x';",
        ".s .y0{color:url(x)}",
        ".s .y0{color:red;}",
    ] {
        assert!(support::css::rules(css).is_err(), "{css}");
    }
    assert_eq!(
        support::css::rules(".s .y0{color:red;font-size:18px}"),
        Ok(1)
    );
}
