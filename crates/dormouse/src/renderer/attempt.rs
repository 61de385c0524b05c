//! One request to one pod.

use std::{io::Read, time::Duration};

use form_compile::Compiled;
use form_model::Problem;
use ureq::{
    Agent,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

use super::{pods::Pod, read_problems};

/// The largest answer, in bytes: a form's pictures in base64, and room.
const MAX_ANSWER_BYTES: usize = 32 * 1024 * 1024;

/// The longest accepted `Retry-After`, in seconds; waiting longer for a pod makes no sense.
const MAX_RETRY_AFTER: u64 = 3_600;

/// A pod's answer for a form.
#[derive(Debug)]
pub(super) enum Answer {
    /// The compiled form.
    Compiled(Box<Compiled>),
    /// The problems of the form.
    Problems(Vec<Problem>),
}

/// Why the pod gave no answer; another pod may.
#[derive(Debug)]
pub(super) struct Failure {
    /// The reason for the log.
    pub(super) reason: String,
    /// `Retry-After`, if present.
    pub(super) retry_after: Option<Duration>,
}

impl From<&str> for Failure {
    fn from(reason: &str) -> Self {
        Failure {
            reason: reason.to_owned(),
            retry_after: None,
        }
    }
}

/// Asks a pod to compile, and sends it the time that the caller waits.
pub(super) fn compile(pod: &Pod, request: &str, patience: Duration) -> Result<Answer, Failure> {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A pod is a neighbor, whatever proxy leads to the rest of the world.
        .proxy(None)
        .timeout_global(Some(patience))
        .build();
    // The name stays in the request, for TLS and for proxies that route by it; the address is that of this very pod.
    let agent = Agent::with_parts(config, DefaultConnector::new(), OnlyThis(pod.addr));
    let response = agent
        .post(format!("{}/v1/compile", pod.origin))
        .header("x-deadline-ms", patience.as_millis().max(1).to_string())
        .content_type("application/json")
        .send(request);
    let mut response = response.map_err(|error| Failure::from(&*format!("failed: {error}")))?;
    let status = response.status().as_u16();
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .map(|seconds: u64| Duration::from_secs(seconds.min(MAX_RETRY_AFTER)));
    let mut text = String::new();
    let body = response
        .body_mut()
        .as_reader()
        .take(MAX_ANSWER_BYTES as u64);
    { body }
        .read_to_string(&mut text)
        .map_err(|error| Failure::from(&*format!("broke off: {error}")))?;
    match status {
        200 => match Compiled::read(&text) {
            Ok(compiled) => Ok(Answer::Compiled(Box::new(compiled))),
            Err(misread) => Err(Failure::from(&*format!("sent an answer that {misread}"))),
        },
        422 => {
            let document = bounded_json::value(&text, MAX_ANSWER_BYTES).unwrap_or_default();
            read_problems(&document)
                // Without a problem there would be nothing for the designer to fix.
                .filter(|problems| !problems.is_empty())
                .map(Answer::Problems)
                .ok_or_else(|| "answered 422 without problems".into())
        }
        _ => Err(Failure {
            reason: format!("answered {status}"),
            retry_after,
        }),
    }
}

/// Finds one address, whatever it is asked for.
#[derive(Debug)]
struct OnlyThis(std::net::SocketAddr);

impl Resolver for OnlyThis {
    fn resolve(
        &self,
        _: &Uri,
        _: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut addresses = self.empty();
        addresses.push(self.0);
        Ok(addresses)
    }
}
