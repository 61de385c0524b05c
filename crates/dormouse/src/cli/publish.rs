//! `dormouse publish FILE --site ID`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;

use super::{
    api::{Answer, ApiFlags, site_id},
    output::print_problems,
    read_form::{read_text, validate},
};

/// Validates a form, and publishes it through the API of a running service
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The form's JSON; `-` is standard input
    file: PathBuf,
    /// Site to publish the form on
    #[arg(long, value_name = "ID")]
    site: String,
    #[command(flatten)]
    api: ApiFlags,
}

impl Publish {
    pub(super) fn run(self) -> Result<ExitCode> {
        let site_id = site_id(&self.site)?;
        let text = read_text(&self.file)?;
        let form = match validate(&text) {
            Ok(form) => form,
            Err(problems) => return print_problems(&problems),
        };
        let path = format!("/sites/{site_id}/forms/{}", form.form().form_id);
        let api = self.api.api()?;
        match api.put(&format!("{path}/draft"), &text)? {
            Answer::Good(_) => api.post(&format!("{path}/publish"), "")?.print(),
            problems @ Answer::Problems(_) => problems.print(),
        }
    }
}
