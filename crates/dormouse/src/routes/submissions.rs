//! `/api/v1/sites/{site}/submissions`: pages send here, and merchants read.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use form_model::Problem;
use http_server::request_body;
use serde::{Deserialize, Serialize};

use super::path::{InSite, SiteName};
use crate::{
    App, Error,
    store::submissions::list::ListedSubmission,
    submissions::{self, Accepted, MAX_BODY_BYTES},
};

/// The most submissions that a list has, and how many it has unless told otherwise.
const MAX_LIMIT: u32 = 200;
const DEFAULT_LIMIT: u32 = 50;

/// Takes a submission: 201 the first time, 200 when it comes again.
///
/// The body is JSON under whatever type it comes: pages send `text/plain`, because that needs no preflight, and what a
/// visitor sent is not refused for a header.
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    SiteName(site): SiteName,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let result = accept(&app, &site, &headers, body).await;
    app.metrics.submission(&result);
    let Accepted {
        receipt,
        is_repeated,
    } = result?;
    let status = if is_repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Json(receipt)).into_response())
}

async fn accept(app: &App, site: &str, headers: &HeaderMap, body: Body) -> Result<Accepted, Error> {
    let body = request_body::read(body, MAX_BODY_BYTES, app.limits.body_timeout).await?;
    // Not before the body has come, or slow clients would keep the places that quick ones need.
    let _permit = app
        .submission_permits
        .try_acquire()
        .map_err(|_| Error::Overloaded)?;
    // Browsers send ASCII; what cannot be read as text is no origin that a site could list.
    let origin = headers
        .get(header::ORIGIN)
        .map(|value| value.to_str().unwrap_or("unreadable"));
    submissions::accept(app, site, origin, &body).await
}

/// Which part of the list is wanted.
#[derive(Debug, Deserialize)]
pub(crate) struct Page {
    /// How many, 1..=200.
    limit: Option<u32>,
    /// `next` of the part before this one.
    after: Option<i64>,
}

/// One part of the list.
#[derive(Debug, Serialize)]
struct Part {
    submissions: Vec<ListedSubmission>,
    /// Value of `after` for the next part; none at the end.
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
        page.map_err(|_| problem("has a query whose `limit` or `after` is no whole number"))?;
    let limit = page.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(problem(&format!(
            "has `limit` {limit}; 1 to {MAX_LIMIT} are allowed"
        )));
    }
    if app.store.site(&site_id).await?.is_none() {
        return Err(Error::UnknownSite(site_id.to_string()));
    }
    let submissions = app.store.submissions(&site_id, limit, page.after).await?;
    let is_full = submissions.len() == limit as usize;
    let next = submissions
        .last()
        .filter(|_| is_full)
        .map(|last| last.sequence);
    Ok(Json(Part { submissions, next }).into_response())
}
