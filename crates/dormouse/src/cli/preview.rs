//! `dormouse preview FORM --site ID`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::api::{ApiFlags, form_id, site_id};

/// Makes an address at which a page of the site shows a form's draft, through the API of a running service
#[derive(Debug, Args)]
pub(super) struct Preview {
    /// Id of the form
    form: String,
    /// Site that the form belongs to
    #[arg(long, value_name = "ID")]
    site: String,
    /// Page that shows the draft [default: the site's first origin without a `*`]
    #[arg(long, value_name = "URL")]
    page: Option<String>,
    /// How long the address works, 1 to 168
    #[arg(long, value_name = "HOURS", default_value_t = 24)]
    hours: u32,
    #[command(flatten)]
    api: ApiFlags,
}

impl Preview {
    pub(super) fn run(self) -> Result<ExitCode> {
        let site_id = site_id(&self.site)?;
        let form_id = form_id(&self.form)?;
        let mut wish = json!({ "hours": self.hours });
        if let Some(page) = &self.page {
            wish["page"] = json!(page);
        }
        let path = format!("/sites/{site_id}/forms/{form_id}/preview");
        self.api.api()?.post(&path, &wish.to_string())?.print()
    }
}
