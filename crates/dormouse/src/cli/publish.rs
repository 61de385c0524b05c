//! `dormouse publish FILE --site ID`.

use std::{path::PathBuf, process::ExitCode, time::Duration};

use anyhow::{Context, Result, bail};
use clap::Args;
use form_model::SiteId;
use serde_json::Value;
use ureq::{Agent, Body, http::Response};

use super::{
    PROBLEMS,
    output::{print_json, print_problems},
    read_form::{read_text, validate},
};
use crate::Origin;

/// The longest that a request may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Validates a form, and publishes it through the API of a running service
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The form's JSON; `-` is standard input
    file: PathBuf,
    /// Site on which the form is to be live
    #[arg(long, value_name = "ID")]
    site: String,
    /// Address of the service
    #[arg(
        long,
        env = "DORMOUSE_API",
        default_value = "http://127.0.0.1:8787",
        value_name = "URL"
    )]
    api: Origin,
    /// Token of the service's API
    #[arg(long, env = "DORMOUSE_API_TOKEN", hide_env_values = true)]
    token: String,
}

/// What the service answered.
enum Answer {
    Good(Value),
    Problems(Value),
}

impl Publish {
    pub(super) fn run(self) -> Result<ExitCode> {
        let site_id = SiteId::parse(&self.site).with_context(|| {
            format!(
                "`--site` is {:?}; a site's id is 6 to 22 letters and digits",
                self.site
            )
        })?;
        let text = read_text(&self.file)?;
        let form = match validate(&text) {
            Ok(form) => form,
            Err(problems) => return print_problems(&problems),
        };
        let form_id = &form.form().form_id;
        let url = format!("{}/api/v1/sites/{site_id}/forms/{form_id}", self.api);
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            // A redirected request would lose its method, or send the token to somebody else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .build()
            .into();
        let authorization = format!("Bearer {}", self.token);
        let put = agent
            .put(format!("{url}/draft"))
            .header("authorization", &authorization);
        let put = put.content_type("application/json").send(&text);
        if let Answer::Problems(problems) = self.read(put)? {
            print_json(&problems)?;
            return Ok(ExitCode::from(PROBLEMS));
        }
        let post = agent
            .post(format!("{url}/publish"))
            .header("authorization", &authorization);
        match self.read(post.send_empty())? {
            Answer::Good(published) => {
                print_json(&published)?;
                Ok(ExitCode::SUCCESS)
            }
            Answer::Problems(problems) => {
                print_json(&problems)?;
                Ok(ExitCode::from(PROBLEMS))
            }
        }
    }

    /// Sorts answers: good, problems of the form, and everything that is wrong with the request.
    fn read(&self, response: Result<Response<Body>, ureq::Error>) -> Result<Answer> {
        let mut response = response.with_context(|| format!("no answer from {}", self.api))?;
        let status = response.status();
        let text = response
            .body_mut()
            .read_to_string()
            .with_context(|| format!("no answer from {}", self.api))?;
        let document = serde_json::from_str::<Value>(&text).unwrap_or_default();
        match status.as_u16() {
            200..=299 if document.is_object() => Ok(Answer::Good(document)),
            422 if document["problems"].is_array() => Ok(Answer::Problems(document)),
            _ => {
                let message = document["error"]["message"]
                    .as_str()
                    .unwrap_or("that is no answer of this service");
                bail!("{} answered {status}: {message}", self.api)
            }
        }
    }
}
