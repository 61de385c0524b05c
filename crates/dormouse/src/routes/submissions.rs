//! `/api/v1/sites/{site}/submissions`: pages send here, and merchants read.

use std::sync::Arc;

use axum::{
    Extension,
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use form_model::{FormId, Problem};
use http_server::{Json, request_body, server::Peer};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::path::{InSite, OfSubmission, SiteName};
use crate::{
    App, Error,
    store::submissions::list::{Filter, ListedSubmission},
    submissions::{self, Accepted, MAX_BODY_BYTES, Sender},
};

/// The maximum and default number of submissions in one part of a list.
const MAX_LIMIT: u32 = 200;
const DEFAULT_LIMIT: u32 = 50;

/// Accepts a submission: 201 the first time, 200 when it comes again.
///
/// The body is JSON under any content type: pages send `text/plain`, because that needs no preflight, and a visitor's
/// submission is not refused because of a header.
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    SiteName(site): SiteName,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let peer = peer.map(|Extension(peer)| peer);
    let result = accept(&app, &site, peer, &headers, body).await;
    app.metrics.submission(&site, &result);
    let Accepted {
        receipt,
        stored_for,
    } = result?;
    let status = if stored_for.is_some() {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Json(receipt)).into_response())
}

async fn accept(
    app: &App,
    site: &str,
    peer: Option<Peer>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Accepted, Error> {
    let address = app.client_address(peer, headers);
    let mut share = app.body_shares.begin(address);
    let time = app.limits.body_timeout;
    let body = request_body::read_shared(body, MAX_BODY_BYTES, time, &mut share).await?;
    let body = body.ok_or(Error::Overloaded)?;
    // Not before the body has come, or slow clients would keep the places that quick ones need.
    let _permit = app
        .submission_permits
        .try_acquire()
        .map_err(|_| Error::Overloaded)?;
    // Browsers send ASCII; anything else cannot be an origin that a site lists.
    let origin = headers
        .get(header::ORIGIN)
        .map(|value| value.to_str().unwrap_or("unreadable"));
    submissions::accept(app, site, Sender { origin, address }, &body).await
}

/// Copies the answers of a submission to the profile, because the owner of the token vouches for them.
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    OfSubmission(site_id, submission_id): OfSubmission,
) -> Result<Response, Error> {
    let now_ms = app.clock.now_ms();
    if !app
        .store
        .confirm_submission(&site_id, &submission_id, now_ms)
        .await?
    {
        return Err(Error::UnknownSubmission(submission_id.to_string()));
    }
    let confirmed = json!({ "submission_id": submission_id, "awaits_confirmation": false });
    Ok(Json(confirmed).into_response())
}

/// Which part of the list is wanted.
#[derive(Debug, Deserialize)]
pub(crate) struct Page {
    /// The number of submissions, 1..=200.
    limit: Option<u32>,
    /// `next` of the part before this one.
    after: Option<i64>,
    /// Only submissions of this form.
    form: Option<String>,
    /// Only those that arrived at this time or later, RFC 3339 or a date.
    since: Option<String>,
    /// Only those that arrived before this time.
    until: Option<String>,
}

/// One part of the list.
#[derive(Debug, Serialize)]
struct Part {
    submissions: Vec<ListedSubmission>,
    /// Value of `after` for the next part; `None` at the end.
    next: Option<i64>,
}

/// Lists submissions, latest first.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    InSite(site_id): InSite,
    page: Result<Query<Page>, QueryRejection>,
) -> Result<Response, Error> {
    let problem = |message: &str| Error::Problems(vec![Problem::new("$", message)]);
    let Query(page) =
        page.map_err(|_| problem("`limit` and `after` of the query must be whole numbers"))?;
    let limit = page.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(problem(&format!(
            "`limit` of the query must be 1 to {MAX_LIMIT}, but it is {limit}"
        )));
    }
    if app.store.site(&site_id).await?.is_none() {
        return Err(Error::UnknownSite(site_id.to_string()));
    }
    let form_id = match page.form {
        Some(form) => Some(FormId::parse(&form).ok_or(Error::UnknownForm(form))?),
        None => None,
    };
    if let Some(form_id) = &form_id
        && app.store.draft(&site_id, form_id).await?.is_none()
    {
        return Err(Error::UnknownForm(form_id.to_string()));
    }
    let filter = Filter {
        limit,
        before: page.after,
        form_id,
        since_ms: moment(&app, "since", page.since).await?,
        until_ms: moment(&app, "until", page.until).await?,
    };
    let submissions = app.store.submissions(&site_id, &filter).await?;
    let is_full = submissions.len() == limit as usize;
    let next = submissions
        .last()
        .filter(|_| is_full)
        .map(|last| last.sequence);
    Ok(Json(Part { submissions, next }).into_response())
}

/// Reads a member of the query that is a time.
async fn moment(app: &App, name: &str, text: Option<String>) -> Result<Option<i64>, Error> {
    let Some(text) = text else { return Ok(None) };
    match app.store.moment(&text).await? {
        Some(moment) => Ok(Some(moment)),
        None => {
            let message = format!(
                "`{name}` of the query must be a date such as `2026-11-30` or a time such as `2026-11-30T08:00:00Z`, but it is {text:?}"
            );
            Err(Error::Problems(vec![Problem::new("$", message)]))
        }
    }
}
