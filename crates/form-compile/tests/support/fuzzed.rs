//! What must hold for any text: for the fuzz targets, and for the replay of their corpus.
#![allow(dead_code, reason = "each target uses one of both")]

use form_compile::{
    RenderHashes, compile,
    explain::{Answer, CompiledRules, Reader},
};
use form_model::{Problem, validate_json};

/// 2027-01-15T08:00Z.
const NOW: u32 = 1_800_000_000;

/// A form that looks at every member of a context.
const FORM: &str = include_str!("form.json");

/// Takes a form: a valid one compiles or has problems with paths, and a compiled one is explained.
pub(crate) fn form(input: &str) {
    let form = match validate_json(input) {
        Ok(form) => form,
        Err(problems) => return check_problems(&problems),
    };
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    let compiled = compile(&form, render, "https://forms.example", NOW);
    let rules = CompiledRules::new(form, NOW);
    match (&compiled, &rules) {
        (Ok(_), Ok(rules)) => {
            assert!(rules.lines().len() <= 4_000);
            assert!(rules.lines().is_empty() || rules.lines().ends_with('\n'));
            // One line per instruction: a merchant's text never begins a line.
            for line in rules.lines().lines() {
                assert!(
                    !line.is_empty() && b"AOTRCN?+-".contains(&line.as_bytes()[0]),
                    "{line}"
                );
            }
            let request = format!(r#"{{"form":{input}}}"#);
            check_answer(&Reader::new(NOW).answer(&request), true);
        }
        (Err(problems), Err(_)) => check_problems(problems),
        (Err(problems), Ok(_)) => check_problems(problems),
        (Ok(_), Err(problems)) => panic!("rules alone do not compile: {problems:?}"),
    }
}

/// Takes a context: it is explained, or the error has a path.
pub(crate) fn context(input: &str) {
    let request = format!(r#"{{"form":{FORM},"context":{input}}}"#);
    check_answer(&Reader::new(NOW).answer(&request), false);
}

fn check_problems(problems: &[Problem]) {
    assert!(!problems.is_empty());
    for problem in problems {
        assert!(
            problem.path.starts_with('$') && !problem.message.is_empty(),
            "{problem:?}"
        );
    }
}

fn check_answer(answer: &Answer<'_>, is_explained: bool) {
    match answer {
        Answer::Explained(explanation) => {
            assert_eq!(explanation.visible, explanation.reason == "qualified");
            assert!(explanation.rules.iter().all(|rule| !rule.detail.is_empty()));
        }
        Answer::Refused { error } => {
            assert!(!is_explained, "{error:?}");
            check_problems(std::slice::from_ref(error));
        }
    }
}
