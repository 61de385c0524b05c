//! `dormouse unpublish FORM --site ID`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::api::{ApiFlags, form_id, site_id};

/// Unpublishes a form, so that visitors no longer see it, through the API of a running service; its versions and submissions stay
#[derive(Debug, Args)]
pub(super) struct Unpublish {
    /// Id of the form
    form: String,
    /// Site on which the form is live
    #[arg(long, value_name = "ID")]
    site: String,
    #[command(flatten)]
    api: ApiFlags,
}

impl Unpublish {
    pub(super) fn run(self) -> Result<ExitCode> {
        let site_id = site_id(&self.site)?;
        let form_id = form_id(&self.form)?;
        let path = format!("/sites/{site_id}/forms/{form_id}/unpublish");
        self.api.api()?.post(&path, "")?.print()
    }
}
