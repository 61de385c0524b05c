//! `dormouse explain [FILE]` and `dormouse explain --jsonl [FILE]`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;
use form_compile::explain::{Answer, Reader};
use form_model::Problem;

use super::{
    PROBLEMS,
    answer_lines::{Line, answer_lines},
    output::print_json,
    read_form::read_text,
};
use crate::clock;

/// Says whether a form shows, and why, as the page would decide
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// What to explain, as JSON: `{"form": …, "context": {"url", "device", "seconds_on_page", …}}`; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Takes one such document a line, and answers each with a line, in order; `form` left out is the last one given
    #[arg(long)]
    jsonl: bool,
}

impl Explain {
    pub(super) fn run(self) -> Result<ExitCode> {
        let mut reader = Reader::new(clock::now_seconds());
        let is_good = if self.jsonl {
            answer_lines(&self.file, |line| {
                let answer = match line {
                    Ok(request) => reader.answer(&request),
                    Err(fault) => Answer::Refused {
                        error: Problem::new("$", fault.to_string()),
                    },
                };
                Ok(Line {
                    json: json_lines::line(&answer)?,
                    is_good: is_explained(&answer),
                })
            })?
        } else {
            let text = read_text(&self.file)?;
            let answer = reader.answer(&text);
            print_json(&answer)?;
            is_explained(&answer)
        };
        Ok(ExitCode::from(if is_good { 0 } else { PROBLEMS }))
    }
}

fn is_explained(answer: &Answer<'_>) -> bool {
    matches!(answer, Answer::Explained(_))
}
