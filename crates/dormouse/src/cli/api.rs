//! Asks the API of a running service, for the commands that work through it.

use std::{process::ExitCode, time::Duration};

use anyhow::{Context, Result, bail};
use clap::Args;
use form_model::{FormId, SiteId};
use serde_json::Value;
use ureq::{Agent, Body, RequestBuilder, http::Response, typestate::WithBody};

use super::{PROBLEMS, output::print_json};
use crate::Origin;

/// The longest that a request may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The largest answer that is read: a part of a list, 200 submissions of the largest size.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;

/// The address of the service, and the token of its API.
#[derive(Debug, Args)]
pub(super) struct ApiFlags {
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
    token: Option<String>,
}

/// The service.
pub(super) struct Api {
    api: Origin,
    token: String,
    agent: Agent,
}

/// The answer of the service.
pub(super) enum Answer {
    /// The document that was asked for.
    Good(Value),
    /// `{"problems": […]}`.
    Problems(Value),
}

impl Answer {
    /// Prints the document; the exit code says which kind it is.
    pub(super) fn print(&self) -> Result<ExitCode> {
        match self {
            Answer::Good(document) => {
                print_json(document)?;
                Ok(ExitCode::SUCCESS)
            }
            Answer::Problems(problems) => {
                print_json(problems)?;
                Ok(ExitCode::from(PROBLEMS))
            }
        }
    }
}

impl ApiFlags {
    pub(super) fn api(self) -> Result<Api> {
        let Some(token) = self.token.filter(|token| !token.is_empty()) else {
            bail!(
                "DORMOUSE_API_TOKEN is not set; set it to the token that the service was started with"
            );
        };
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // A redirected request would lose its method, or send the token to another server.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .build()
            .into();
        Ok(Api {
            api: self.api,
            token,
            agent,
        })
    }
}

impl Api {
    /// `GET /api/v1…`.
    pub(super) fn get(&self, path: &str) -> Result<Answer> {
        let request = self.agent.get(self.url(path));
        let request = request.header("authorization", self.authorization());
        self.read(request.call())
    }

    /// `PUT /api/v1…` with a JSON document.
    pub(super) fn put(&self, path: &str, json: &str) -> Result<Answer> {
        self.send(self.agent.put(self.url(path)), json)
    }

    /// `POST /api/v1…` with a JSON document; an empty text means no body.
    pub(super) fn post(&self, path: &str, json: &str) -> Result<Answer> {
        self.send(self.agent.post(self.url(path)), json)
    }

    fn send(&self, request: RequestBuilder<WithBody>, json: &str) -> Result<Answer> {
        let request = request.header("authorization", self.authorization());
        self.read(if json.is_empty() {
            request.send_empty()
        } else {
            request.content_type("application/json").send(json)
        })
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.api)
    }

    fn authorization(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// Sorts answers: success, problems of a document, and all other errors of the request.
    fn read(&self, response: Result<Response<Body>, ureq::Error>) -> Result<Answer> {
        let no_answer = || {
            format!(
                "no answer from {}; is the service running, and is --api right?",
                self.api
            )
        };
        let mut response = response.with_context(no_answer)?;
        let status = response.status();
        let body = response
            .body_mut()
            .with_config()
            // One more, because that is refused at the limit already.
            .limit(MAX_ANSWER_BYTES as u64 + 1);
        let text = body.read_to_string().with_context(no_answer)?;
        let document = bounded_json::value(&text, MAX_ANSWER_BYTES).unwrap_or_default();
        match status.as_u16() {
            200..=299 if document.is_object() => Ok(Answer::Good(document)),
            422 if document["problems"].is_array() => Ok(Answer::Problems(document)),
            _ => {
                let message = document["error"]["message"]
                    .as_str()
                    .unwrap_or("the answer did not come from Dormouse; check --api");
                bail!("{} answered {status}: {message}", self.api)
            }
        }
    }
}

/// Reads the value of `--site`.
pub(super) fn site_id(site: &str) -> Result<SiteId> {
    SiteId::parse(site).with_context(|| {
        format!("`--site` must be the id of a site, 6 to 22 letters and digits, but it is {site:?}")
    })
}

pub(super) fn form_id(form: &str) -> Result<FormId> {
    FormId::parse(form).with_context(|| {
        format!("FORM must be the id of a form, 6 to 22 letters and digits, but it is {form:?}")
    })
}
