//! A client of the renderer service, which compiles forms there instead of here, if `RENDERER_URL` is set.
//!
//! Any of its pods can answer any request, so if one does not answer, another is asked. A statement about the form
//! itself is an answer, and is not asked for again.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread::sleep,
    time::{Duration, Instant},
};

use form_compile::{Compiled, RenderHashes, request::Request};
use form_model::{Problem, ValidForm};

use crate::{Error, Origin, config::RendererLimits};

mod attempt;
mod pods;

use attempt::Answer;
use pods::Pods;

/// How long a pod is left alone if it does not say so itself; twice as long after each further failure.
const PAUSE: Duration = Duration::from_millis(300);

/// How often the pause doubles at the most.
const MAX_DOUBLINGS: u32 = 4;

/// The renderer service.
#[derive(Debug)]
pub(crate) struct Renderer {
    origins: Vec<Origin>,
    limits: RendererLimits,
    /// How many forms were compiled: each begins at another pod.
    turn: AtomicUsize,
}

impl Renderer {
    pub(crate) fn new(origins: Vec<Origin>, limits: RendererLimits) -> Self {
        Renderer {
            origins,
            limits,
            turn: AtomicUsize::new(0),
        }
    }

    /// Compiles a form from its text `json`; `now` is in Unix seconds. Waits for the network: run it where it blocks no
    /// request.
    pub(crate) fn compile(
        &self,
        json: &str,
        form: &ValidForm,
        render: RenderHashes<'_>,
        base_url: &str,
        now: u32,
    ) -> Result<Compiled, Error> {
        let end = Instant::now() + self.limits.budget;
        let request = Request::write(json, render, base_url, now);
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let mut pods = Pods::find(&self.origins, turn);
        let mut reason = "none of its addresses is known".to_owned();
        while let Some(pod) = pods.next() {
            let asked_at = Instant::now();
            let start = pod.not_before.max(asked_at);
            if start >= end {
                break;
            }
            sleep(start - asked_at);
            let patience = self.limits.attempt.min(end - start);
            let answer = attempt::compile(pod, &request, patience).and_then(|answer| {
                check(&answer, form, render)?;
                Ok(answer)
            });
            match answer {
                Ok(Answer::Compiled(compiled)) => return Ok(*compiled),
                Ok(Answer::Problems(problems)) => return Err(Error::Problems(problems)),
                Err(failure) => {
                    let (pod_name, why) = (pod.to_string(), &failure.reason);
                    tracing::warn!(
                        pod = pod_name,
                        reason = why,
                        "a renderer did not compile a form"
                    );
                    let pause = PAUSE * 2_u32.pow(pod.failures.min(MAX_DOUBLINGS));
                    pod.failures += 1;
                    pod.not_before = Instant::now() + failure.retry_after.unwrap_or(pause);
                    reason = format!("{pod_name} {why}");
                }
            }
        }
        Err(Error::RendererUnavailable(anyhow::anyhow!(reason)))
    }
}

/// Makes sure that an answer is about this form, and that the renderer understands it as this service does: one of
/// another release may not.
fn check(
    answer: &Answer,
    form: &ValidForm,
    render: RenderHashes<'_>,
) -> Result<(), attempt::Failure> {
    let Answer::Compiled(compiled) = answer else {
        return Ok(());
    };
    let form_id = &form.form().form_id;
    let version_id = form_compile::version_id(form_id, form.version());
    let entry = &compiled.manifest_entry;
    let is_ours = entry.form_id == *form_id
        && entry.version_id == version_id
        && entry.bundle == compiled.bundle.hash
        && entry.render == render.module
        && entry.render_twin == render.twin;
    if is_ours {
        return Ok(());
    }
    Err("compiled another form than it was sent; is it of another release?".into())
}

/// Problems as the service sends them.
fn read_problems(document: &serde_json::Value) -> Option<Vec<Problem>> {
    let problems = document.get("problems")?.as_array()?.iter();
    let read = |problem: &serde_json::Value| {
        let text = |member| problem.get(member)?.as_str();
        Some(Problem::new(text("path")?, text("message")?))
    };
    problems.map(read).collect()
}
