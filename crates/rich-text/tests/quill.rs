//! Compares both Quill outputs with the recorded output of Quill 2.0.3 in Chromium: `fixtures/rich-text/quill.json`.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Answer, Rendered};
use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
struct Case<'a> {
    name: String,
    contract: String,
    profile: String,
    #[serde(rename = "delta")]
    _delta: IgnoredAny,
    /// The document as written, filled in after reading.
    #[serde(skip)]
    delta: &'a str,
    canonical_inner_html: Option<String>,
    canonical_semantic_html: Option<String>,
}

impl Case<'_> {
    fn answer(&self, output: &str) -> Answer {
        let profile = match self.profile.as_str() {
            "katex" => "default",
            profile => profile,
        };
        let delta = self.delta;
        Answer::to(&format!(
            r#"{{"format":"delta","content":{delta},"output":"{output}","profile":"{profile}"}}"#
        ))
    }

    fn html(&self, output: &str) -> Option<String> {
        match self.answer(output) {
            Answer::Rendered(Rendered { html, .. }) => Some(html),
            Answer::Refused { .. } => None,
        }
    }
}

/// Cases of one contract, or of any; those that serde cannot parse are checked for an answer, and skipped.
fn cases(contract: &str, check: &mut dyn FnMut(&Case<'_>)) {
    let json = std::fs::read_to_string("../../fixtures/rich-text/quill.json").unwrap();
    let recorded = bounded_json::member(&json, "cases").unwrap();
    let mut count = 0;
    for raw in bounded_json::elements(recorded) {
        let Ok(mut case) = serde_json::from_str::<Case<'_>>(raw) else {
            assert!(raw.contains("no_panic"), "{raw}");
            continue;
        };
        case.delta = bounded_json::member(raw, "delta").unwrap();
        if case.contract == contract || contract == "any" {
            count += 1;
            check(&case);
        }
    }
    println!("{count} cases of contract {contract}");
    assert!(count > 0);
}

#[test]
fn match_cases_are_byte_equal_to_quill() {
    let mut failed = Vec::new();
    cases("match", &mut |case| {
        for (output, expected) in [
            ("quill", &case.canonical_inner_html),
            ("quill_semantic", &case.canonical_semantic_html),
        ] {
            let html = case.html(output);
            if html != *expected {
                let (name, delta) = (&case.name, case.delta);
                failed.push(format!(
                    "{name} as {output}\n  delta {delta}\n  ours  {html:?}\n  quill {expected:?}"
                ));
            }
        }
    });
    assert!(
        failed.is_empty(),
        "{} differ:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn an_input_that_quill_rejects_is_a_fault_with_its_path() {
    cases("error", &mut |case| {
        for output in ["quill", "quill_semantic"] {
            match case.answer(output) {
                Answer::Refused { error } => {
                    assert!(error.path.starts_with("$.content.ops["), "{error:?}");
                    assert!(!error.message.is_empty());
                }
                Answer::Rendered(rendered) => panic!("{}: {rendered:?}", case.name),
            }
        }
    });
}

#[test]
fn every_case_has_an_answer_in_every_output_and_profile() {
    cases("any", &mut |case| {
        for output in ["onsite", "quill", "quill_semantic"] {
            for profile in ["default", "style", "class"] {
                for layout in ["block", "inline", "label"] {
                    let delta = case.delta;
                    let _ = Answer::to(&format!(
                        r#"{{"format":"delta","content":{delta},"output":"{output}","profile":"{profile}","layout":"{layout}"}}"#
                    ));
                }
            }
        }
    });
}
