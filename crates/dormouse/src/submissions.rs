//! Accepts submissions: checks them with the same code as the page, and stores them once.

use std::net::IpAddr;

use form_compile::consent_text;
use form_model::{
    FormId, Problem, SiteId, Version,
    ids::SubmissionId,
    submission::{GivenConsent, Submission},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    App, Error,
    page_url::reduce,
    random_id::random_id,
    rate_limit::Arrival,
    store::submissions::{ByteBudget, NewSubmission, Prior, Stored, StoredSubmission},
};

mod canonical;

pub(crate) use form_model::submission::MAX_BYTES as MAX_BODY_BYTES;

/// Bytes of a row beside its texts: ids, times and hashes, in the table and in its indexes. Measured on 10,000 rows; a
/// test compares the sum with the size of the file.
const ROW_BYTES: usize = 300;

/// How long a client waits if the site has no more room today: an hour, the longest time that pages accept, so that
/// answers come in soon after the operator raised the budget.
const BUDGET_RETRY_SECONDS: u64 = 3_600;

/// A submission that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// The receipt for the client; always the same.
    pub(crate) receipt: Receipt,
    /// The form for which it was stored now; `None` if it was stored before.
    pub(crate) stored_for: Option<FormId>,
}

/// The receipt for the client. It does not say which person the answers identify, because anyone can send any address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Receipt {
    submission_id: SubmissionId,
}

/// How long a page's outbox keeps an answer: `KEPT_MS` of `www/loader/src/outbox.js`.
const OUTBOX_MS: i64 = 7 * DAY_MS;

/// How long a page may have been open, or its script in a cache, before the visitor submits.
const OPEN_PAGE_MS: i64 = 7 * DAY_MS;

const DAY_MS: i64 = 24 * 3_600 * 1_000;

/// The origin of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sender<'a> {
    /// The origin of the page; `None` if it did not come from a page.
    pub(crate) origin: Option<&'a str>,
    /// The address of the client.
    pub(crate) address: IpAddr,
}

/// Takes the body of a request to `site`.
pub(crate) async fn accept(
    app: &App,
    site: &str,
    sender: Sender<'_>,
    body: &[u8],
) -> Result<Accepted, Error> {
    let unknown_site = || Error::UnknownSite(site.to_owned());
    let site_id = SiteId::parse(site).ok_or_else(unknown_site)?;
    let Sent {
        submission_id,
        body_sha256,
        submission,
    } = read(body);
    let prior = app
        .store
        .prior(&site_id, submission_id.as_ref())
        .await?
        .ok_or_else(unknown_site)?;
    // First of all, so that later changes cannot turn a stored submission into an error.
    if let (Some(submission_id), Some(stored)) = (submission_id, prior.submission.clone()) {
        return repeated(submission_id, stored, &body_sha256);
    }
    check_origin(&prior, sender.origin)?;
    let mut submission = submission?;
    let received_at = app.clock.now_ms();
    check_not_retired(app, &site_id, &submission, received_at).await?;
    let version = app
        .versions
        .find(
            &app.store,
            &site_id,
            &submission.form_id,
            &submission.version_id,
        )
        .await?;
    submission.check(&version).map_err(Error::Problems)?;
    for given in &mut submission.consent {
        given.locale.clone_from(&version.locale);
    }
    let new = NewSubmission {
        consent_texts: submission
            .consent
            .iter()
            .map(|given| text_of(given, &version))
            .collect(),
        page_url: reduce(&submission.page_url),
        new_profile_id: random_id()?,
        received_at,
        site_id,
        submission,
        body_sha256,
    };
    let submission_id = new.submission.submission_id.clone();
    let bytes = stored_bytes(&new);
    let arrival = Arrival {
        site_id: &new.site_id,
        submission_id: &submission_id,
        client: sender.address,
        bytes,
    };
    app.rate_limit
        .admit(arrival, received_at)
        .map_err(|too_many| Error::TooManySubmissions(too_many.retry_after_seconds))?;
    let budget = ByteBudget {
        bytes,
        allowed: app.limits.writes.site_bytes_per_day,
    };
    let stored = app.store.store_submission(&new, budget).await?;
    match stored {
        Stored::Now => {
            return Ok(Accepted {
                receipt: Receipt { submission_id },
                stored_for: Some(new.submission.form_id),
            });
        }
        Stored::NoRoom => return Err(Error::OverByteBudget(BUDGET_RETRY_SECONDS)),
        Stored::Before => {}
    }
    // The same id came twice at the same time, and the other one was quicker.
    let prior = app.store.prior(&new.site_id, Some(&submission_id)).await?;
    match prior.and_then(|prior| prior.submission) {
        Some(stored) => repeated(submission_id, stored, &body_sha256),
        None => Err(Error::Internal(anyhow::anyhow!(
            "a submission is there and is not"
        ))),
    }
}

/// The bytes that a submission takes in the database, with its profile and the rows' share of the indexes.
fn stored_bytes(new: &NewSubmission) -> u64 {
    let answers = new.submission.answers.iter();
    // With quotes, colon and comma; once in the submission, once in the profile.
    let answers: usize = answers
        .map(|(name, answer)| name.len() + answer.len() + 6)
        .sum();
    let consents = new.submission.consent.iter().zip(&new.consent_texts);
    let consents: usize = consents
        .map(|(given, text)| given.block_id.len() + given.locale.len() + text.len() + ROW_BYTES)
        .sum();
    let page_url = new.page_url.as_ref().map_or(0, String::len);
    (2 * ROW_BYTES + 2 * answers + consents + page_url) as u64
}

/// The contents of a body.
struct Sent {
    submission_id: Option<SubmissionId>,
    body_sha256: [u8; 32],
    submission: Result<Submission, Error>,
}

/// Reads a body at once: its document can take many times as much memory, and must be gone before anything waits.
fn read(body: &[u8]) -> Sent {
    let document =
        bounded_json::text(body).and_then(|text| bounded_json::value(text, MAX_BODY_BYTES));
    match document {
        Ok(document) => Sent {
            submission_id: submission_id(&document),
            body_sha256: canonical::sha256(&document),
            submission: Submission::from_value(&document).map_err(Error::Problems),
        },
        Err(fault) => Sent {
            submission_id: None,
            body_sha256: [0; 32],
            submission: Err(fault.into()),
        },
    }
}

/// The id, if it is valid, before anything else of the body is checked.
fn submission_id(document: &Value) -> Option<SubmissionId> {
    SubmissionId::parse(document.get("submission_id")?.as_str()?)
}

fn repeated(
    submission_id: SubmissionId,
    stored: StoredSubmission,
    body_sha256: &[u8; 32],
) -> Result<Accepted, Error> {
    if stored.body_sha256 != body_sha256 {
        return Err(Error::SubmissionIdReused);
    }
    Ok(Accepted {
        receipt: Receipt { submission_id },
        stored_for: None,
    })
}

/// A browser always names the sending page; a client that does not is not a browser, so rules for pages do not apply.
fn check_origin(prior: &Prior, origin: Option<&str>) -> Result<(), Error> {
    let is_allowed = |origin: &str| prior.origins.iter().any(|allowed| allowed.allows(origin));
    if origin.is_none_or(is_allowed) {
        Ok(())
    } else {
        Err(Error::OriginNotAllowed)
    }
}

/// Refuses, for good, a submission that comes so long after its version was unpublished or replaced that no page still
/// shows it. A version that is not in the database may come back, as after a backup was restored: pages keep its answers.
async fn check_not_retired(
    app: &App,
    site_id: &SiteId,
    submission: &Submission,
    now: i64,
) -> Result<(), Error> {
    let version_id = &submission.version_id;
    let retired = app
        .store
        .version_retired_at(site_id, &submission.form_id, version_id)
        .await?;
    match retired.ok_or_else(|| Error::UnknownVersion(version_id.to_string()))? {
        Some(retired_at) if now - retired_at > OUTBOX_MS + OPEN_PAGE_MS => Err(problem(
            "$.version_id",
            format!(
                "is {:?}, which was withdrawn or replaced {} days ago; answers are accepted for {} days after that",
                version_id.as_str(),
                (now - retired_at) / DAY_MS,
                (OUTBOX_MS + OPEN_PAGE_MS) / DAY_MS
            ),
        )),
        _ => Ok(()),
    }
}

/// The words that the visitor saw; [`Submission::check`] made sure that the block has some.
fn text_of(given: &GivenConsent, version: &Version) -> String {
    let block = version
        .blocks()
        .find(|(_, block)| block.id == given.block_id);
    let consent = block.and_then(|(_, block)| block.consent());
    consent
        .map(|(text, _)| consent_text(&text.content))
        .unwrap_or_default()
}

fn problem(path: &str, message: String) -> Error {
    Error::Problems(vec![Problem::new(path, message)])
}
