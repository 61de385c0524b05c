//! What commands write to standard output.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anyhow::{Context, Result};
use form_model::Problem;
use serde::Serialize;

use super::PROBLEMS;
use crate::error::ProblemList;

/// Writes a text.
pub(super) fn print(text: &str) -> Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        // The reader of our output has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Writes a JSON document.
pub(super) fn print_json(document: &impl Serialize) -> Result<()> {
    print(&format!("{}\n", serde_json::to_string_pretty(document)?))
}

/// Writes a list of problems; the exit code says whether it is empty.
pub(super) fn print_problems(problems: &[Problem]) -> Result<ExitCode> {
    print_json(&ProblemList { problems })?;
    Ok(ExitCode::from(if problems.is_empty() {
        0
    } else {
        PROBLEMS
    }))
}
