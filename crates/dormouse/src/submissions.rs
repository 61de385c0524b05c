//! Takes submissions: what a visitor sent is checked as the page checked it, and stored once.

use form_compile::consent_text;
use form_model::{
    Problem, SiteId, Version,
    ids::SubmissionId,
    submission::{GivenConsent, Submission},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    App, Error, clock,
    page_url::reduce,
    random_id::random_id,
    store::submissions::{NewSubmission, Prior, Stored, StoredSubmission},
};

mod canonical;

/// The largest body, in bytes. The form with the most fields (100 answers of 1,000 characters) is far from usual; a
/// signup takes some 500 bytes.
pub(crate) const MAX_BODY_BYTES: usize = 64 * 1024;

/// A submission that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// What the client is told; the same whenever it asks.
    pub(crate) receipt: Receipt,
    /// Whether it was stored before.
    pub(crate) is_repeated: bool,
}

/// What the client is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Receipt {
    submission_id: SubmissionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile_id: Option<String>,
}

/// Takes the body of a request to `site`, sent by a page of `origin` or by something that is no page.
pub(crate) async fn accept(
    app: &App,
    site: &str,
    origin: Option<&str>,
    body: &[u8],
) -> Result<Accepted, Error> {
    let unknown_site = || Error::UnknownSite(site.to_owned());
    let site_id = SiteId::parse(site).ok_or_else(unknown_site)?;
    let document = serde_json::from_slice::<Value>(body);
    let submission_id = document.as_ref().ok().and_then(submission_id);
    let prior = app
        .store
        .prior(&site_id, submission_id.as_ref())
        .await?
        .ok_or_else(unknown_site)?;
    let body_sha256 = document.as_ref().map(canonical::sha256).unwrap_or_default();
    // First of all, for nothing that changed since may turn what was stored into an error.
    if let (Some(submission_id), Some(stored)) = (submission_id, prior.submission.clone()) {
        return repeated(submission_id, stored, &body_sha256);
    }
    check_origin(&prior, origin)?;
    let document = document.map_err(|error| problem("$", format!("is not JSON: {error}")))?;
    let submission = Submission::from_value(&document).map_err(Error::Problems)?;
    let version = version(app, &site_id, &submission).await?;
    submission.check(&version).map_err(Error::Problems)?;
    let new = NewSubmission {
        consent_texts: submission
            .consent
            .iter()
            .map(|given| text_of(given, &version))
            .collect(),
        page_url: reduce(&submission.page_url),
        new_profile_id: random_id()?,
        received_at: clock::now_ms(),
        site_id,
        submission,
        body_sha256,
    };
    let submission_id = new.submission.submission_id.clone();
    if let Stored::Now(stored) = app.store.store_submission(&new).await? {
        let profile_id = stored.profile_id;
        return Ok(Accepted {
            receipt: Receipt {
                submission_id,
                profile_id,
            },
            is_repeated: false,
        });
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

/// The id as far as it is one, before anything else of the body is looked at.
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
    let receipt = Receipt {
        submission_id,
        profile_id: stored.profile_id,
    };
    Ok(Accepted {
        receipt,
        is_repeated: true,
    })
}

/// A browser always says whose page it is that sends; what does not is no browser, and no rule for pages binds it.
fn check_origin(prior: &Prior, origin: Option<&str>) -> Result<(), Error> {
    let is_allowed = |origin: &str| {
        prior
            .origins
            .iter()
            .any(|allowed| allowed.as_str().eq_ignore_ascii_case(origin))
    };
    if origin.is_none_or(is_allowed) {
        Ok(())
    } else {
        Err(Error::OriginNotAllowed)
    }
}

async fn version(
    app: &App,
    site_id: &SiteId,
    submission: &Submission,
) -> Result<std::sync::Arc<Version>, Error> {
    let Submission {
        form_id,
        version_id,
        ..
    } = submission;
    let found = app
        .versions
        .find(&app.store, site_id, form_id, version_id)
        .await?;
    let message = || {
        format!(
            "is {:?}; form {:?} never had that version",
            version_id.as_str(),
            form_id.as_str()
        )
    };
    found.ok_or_else(|| problem("$.version_id", message()))
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
