//! `dormouse sites [ID] [--settings FILE]`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;

use super::{
    api::{ApiFlags, site_id},
    read_form::read_text,
};

/// Lists sites, shows one, or creates one, through the API of a running service
#[derive(Debug, Args)]
pub(super) struct Sites {
    /// The site to show, or to create [default: all are listed]
    #[arg(value_name = "ID")]
    site: Option<String>,
    /// Makes the site, or replaces all of its settings: JSON as docs/SITES.md has it; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "site")]
    settings: Option<PathBuf>,
    #[command(flatten)]
    api: ApiFlags,
}

impl Sites {
    pub(super) fn run(self) -> Result<ExitCode> {
        let api = self.api.api()?;
        let Some(site) = self.site else {
            return api.get("/sites")?.print();
        };
        let path = format!("/sites/{}", site_id(&site)?);
        match self.settings {
            None => api.get(&path)?.print(),
            Some(file) => api.put(&path, &read_text(&file)?)?.print(),
        }
    }
}
