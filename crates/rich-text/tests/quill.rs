//! Both of Quill's outputs against the record of what Quill 2.0.3 gives in Chromium: `fixtures/rich-text/quill.json`.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Answer, Rendered};
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    cases: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Case<'a> {
    name: String,
    contract: String,
    profile: String,
    #[serde(borrow)]
    delta: &'a RawValue,
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

/// Cases of one contract, or of any; those that are no JSON to serde are answered, and left out.
fn cases(contract: &str, check: &mut dyn FnMut(&Case<'_>)) {
    let json = std::fs::read_to_string("../../fixtures/rich-text/quill.json").unwrap();
    let record: Record<'_> = serde_json::from_str(&json).unwrap();
    let mut count = 0;
    for raw in &record.cases {
        let Ok(case) = serde_json::from_str::<Case<'_>>(raw.get()) else {
            assert!(raw.get().contains("no_panic"), "{raw}");
            continue;
        };
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
fn what_quill_throws_at_is_a_fault_with_its_place() {
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
