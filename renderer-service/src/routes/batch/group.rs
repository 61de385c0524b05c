//! Renders some lines of a batch, one after the other, on a worker.

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::body::Bytes;
use json_lines::Fault;
use rich_text::Answer;

use crate::{
    Error, Renderer,
    metrics::{LineOutcome, Metrics},
    routes::render::refused,
};

/// The answers, one per line.
pub(super) fn render(
    lines: Vec<Result<String, Fault>>,
    renderer: Renderer,
    metrics: &Metrics,
) -> Bytes {
    let mut answers = Vec::new();
    for line in lines {
        let (answer, outcome) = answer(line, renderer);
        metrics.line(outcome);
        let line = json_lines::line(&answer).expect("an answer has string keys and serializes");
        answers.extend(line.as_bytes());
        answers.push(b'\n');
    }
    answers.into()
}

fn answer(line: Result<String, Fault>, renderer: Renderer) -> (Answer, LineOutcome) {
    let line = match line {
        Ok(line) => line,
        Err(fault) => return (refused(fault.to_string()), LineOutcome::refused),
    };
    match catch_unwind(AssertUnwindSafe(|| (renderer.render)(&line))) {
        Ok(answer @ Answer::Rendered(_)) => (answer, LineOutcome::rendered),
        Ok(answer) => (answer, LineOutcome::refused),
        Err(_) => {
            let message = format!("The line could not be rendered: {}", Error::Panicked);
            (refused(message), LineOutcome::panicked)
        }
    }
}
