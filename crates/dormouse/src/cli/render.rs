//! `dormouse render [FILE]` and `dormouse render --jsonl [FILE]`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;
use rich_text::{Answer, Refusal};

use super::{
    PROBLEMS,
    answer_lines::{Line, answer_lines},
    output::print_json,
    read_form::read_text,
};

/// Renders rich text to HTML and plain text
#[derive(Debug, Args)]
pub(super) struct Render {
    /// What to render, as JSON: `{"format": "delta" | "markdown", "content": …}`; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Takes one such document a line, and answers each with a line, in order; blank lines are skipped
    #[arg(long)]
    jsonl: bool,
}

impl Render {
    pub(super) fn run(self) -> Result<ExitCode> {
        let is_good = if self.jsonl {
            answer_lines(&self.file, |line| {
                let answer = match line {
                    Ok(request) => Answer::to(&request),
                    Err(fault) => Answer::Refused {
                        error: Refusal {
                            path: "$".to_owned(),
                            message: fault.to_string(),
                        },
                    },
                };
                Ok(Line {
                    json: json_lines::line(&answer)?,
                    is_good: is_rendered(&answer),
                })
            })?
        } else {
            let answer = Answer::to(&read_text(&self.file)?);
            print_json(&answer)?;
            is_rendered(&answer)
        };
        Ok(ExitCode::from(if is_good { 0 } else { PROBLEMS }))
    }
}

fn is_rendered(answer: &Answer) -> bool {
    matches!(answer, Answer::Rendered(_))
}
