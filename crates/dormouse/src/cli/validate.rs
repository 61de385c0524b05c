//! `dormouse validate FILE`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;

use super::{
    output::print_problems,
    read_form::{read_text, validate},
};

/// Lists the problems that keep a form from being published, as JSON
#[derive(Debug, Args)]
pub(super) struct Validate {
    /// The form's JSON; `-` is standard input
    file: PathBuf,
}

impl Validate {
    pub(super) fn run(self) -> Result<ExitCode> {
        let problems = validate(&read_text(&self.file)?).err().unwrap_or_default();
        print_problems(&problems)
    }
}
