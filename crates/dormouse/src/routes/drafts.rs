//! `/api/v1/sites/{site}/forms/{form}/draft`: what a form's designer works on.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use form_model::Problem;
use http_server::request_body;
use serde::de::IgnoredAny;
use serde_json::json;

use super::path::OfForm;
use crate::{App, Error};

/// The largest draft, in bytes: five pictures of the largest size, and texts.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

/// Stores a draft. It need not be valid; what would keep it from being published is in the answer.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
    body: Body,
) -> Result<Response, Error> {
    let body = request_body::read(body, MAX_BODY_BYTES, app.limits.body_timeout).await?;
    let draft = read_object(&body)?;
    if !app.store.put_draft(&site_id, &form_id, draft).await? {
        return Err(Error::UnknownSite(site_id.to_string()));
    }
    let problems = app.publisher.problems(draft, &form_id).await?;
    Ok(Json(json!({ "form_id": form_id, "problems": problems })).into_response())
}

/// Answers with a draft as it was put.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
) -> Result<Response, Error> {
    match app.store.draft(&site_id, &form_id).await? {
        Some(draft) => Ok(([(header::CONTENT_TYPE, "application/json")], draft).into_response()),
        None => Err(app.unknown(&site_id, &form_id).await),
    }
}

/// Makes sure that a body is a JSON object; its text is kept as it is, with the order that its author gave it.
fn read_object(body: &[u8]) -> Result<&str, Error> {
    let problem = |message: String| Error::Problems(vec![Problem::new("$", message)]);
    let text =
        std::str::from_utf8(body).map_err(|error| problem(format!("is not JSON: {error}")))?;
    serde_json::from_str::<IgnoredAny>(text)
        .map_err(|error| problem(format!("is not JSON: {error}")))?;
    if !text.trim_start().starts_with('{') {
        return Err(problem("must be an object".to_owned()));
    }
    Ok(text)
}
