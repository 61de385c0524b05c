//! `dormouse check --jsonl [FILE]`.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use anyhow::{Result, ensure};
use clap::Args;
use form_model::{
    Problem, ValidForm,
    answer_check::{Checked, check_answers},
    validate,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer_lines::{Line, answer_lines};

/// Says whether the page and the service accept answers to a form
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Takes lines of JSON, `{"form"?: …, "answers": {…}}`, and answers each with a line, in order; `form` left out is
    /// the last one given; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Required, because the input is a list of lines
    #[arg(long)]
    jsonl: bool,
}

#[derive(Deserialize)]
struct Request {
    form: Option<Value>,
    answers: BTreeMap<String, String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Checked(Checked),
    Refused { error: Refusal },
}

#[derive(Serialize)]
struct Refusal {
    problems: Vec<Problem>,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode> {
        ensure!(self.jsonl, "`dormouse check` takes lines: add `--jsonl`");
        let mut form = Err(vec![Problem::new(
            "$.form",
            "is required: no form was given before",
        )]);
        answer_lines(&self.file, |line| {
            let answer = line
                .map_err(|fault| vec![Problem::new("$", fault.to_string())])
                .and_then(|line| answer(&line, &mut form));
            let answer = match answer {
                Ok(checked) => Answer::Checked(checked),
                Err(problems) => Answer::Refused {
                    error: Refusal { problems },
                },
            };
            Ok(Line {
                json: json_lines::line(&answer)?,
                is_good: true,
            })
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Checks the answers of a line, for the form of this line or of an earlier one.
fn answer(line: &str, form: &mut Result<ValidForm, Vec<Problem>>) -> Result<Checked, Vec<Problem>> {
    let request: Request = bounded_json::read(line, bounded_json::MAX_FORM_BYTES)
        .map_err(|fault| vec![Problem::new("$", format!("is not a request: {fault}"))])?;
    if let Some(given) = &request.form {
        *form = validate(given);
    }
    let form = form.as_ref().map_err(Clone::clone)?;
    Ok(check_answers(form.version(), &request.answers))
}
