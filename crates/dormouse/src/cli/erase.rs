//! `dormouse erase --email ADDRESS`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::{Map, json};

use super::{
    api::{Answer, Api, ApiFlags, site_id},
    output::print_json,
};

/// Erases a person from the database: profile, submissions and consents; prints how many of each, by site
#[derive(Debug, Args)]
pub(super) struct Erase {
    /// The person's email address, in any spelling that makes the same person
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// Only from this site [default: from all]
    #[arg(long, value_name = "ID")]
    site: Option<String>,
    #[command(flatten)]
    api: ApiFlags,
}

impl Erase {
    pub(super) fn run(self) -> Result<ExitCode> {
        let sites = self.site.as_deref().map(site_id).transpose()?;
        let api = self.api.api()?;
        let sites = match sites {
            Some(site_id) => vec![site_id.to_string()],
            None => all_sites(&api)?,
        };
        let body = json!({ "email": self.email }).to_string();
        let mut erased = Map::new();
        for site in sites {
            match api.post(&format!("/sites/{site}/erase"), &body)? {
                Answer::Good(counts) => erased.insert(site, counts),
                problems @ Answer::Problems(_) => return problems.print(),
            };
        }
        print_json(&json!({ "erased": erased }))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn all_sites(api: &Api) -> Result<Vec<String>> {
    let Answer::Good(list) = api.get("/sites")? else {
        return Ok(Vec::new());
    };
    let sites = list["sites"].as_array().into_iter().flatten();
    let ids = sites.filter_map(|site| site["site_id"].as_str());
    Ok(ids.map(str::to_owned).collect())
}
