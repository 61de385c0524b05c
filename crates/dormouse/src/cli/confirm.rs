//! `dormouse confirm SUBMISSION --site ID`.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use form_model::ids::SubmissionId;

use super::api::{ApiFlags, site_id};

/// Copies the answers of a submission to the profile of its person, who confirmed them
#[derive(Debug, Args)]
pub(super) struct Confirm {
    /// Id of a submission that awaits confirmation, as `dormouse submissions` lists it
    submission: String,
    /// Site that received it
    #[arg(long, value_name = "ID")]
    site: String,
    #[command(flatten)]
    api: ApiFlags,
}

impl Confirm {
    pub(super) fn run(self) -> Result<ExitCode> {
        let site_id = site_id(&self.site)?;
        let submission_id = SubmissionId::parse(&self.submission).with_context(|| {
            format!(
                "SUBMISSION must be 32 lowercase hexadecimal digits, but it is {:?}",
                self.submission
            )
        })?;
        let path = format!("/sites/{site_id}/submissions/{submission_id}/confirm");
        self.api.api()?.post(&path, "")?.print()
    }
}
