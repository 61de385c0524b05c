//! `/api/v1/sites/{site}/forms/{form}/draft`: the draft that a form's designer works on.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use bounded_json::MAX_FORM_BYTES;
use form_model::Problem;
use http_server::{Json, request_body};
use serde_json::{Value, json};

use super::path::OfForm;
use crate::{App, Error};

/// Stores a draft. It need not be valid; the answer lists the problems that keep it from being published.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
    body: Body,
) -> Result<Response, Error> {
    let body = request_body::read(body, MAX_FORM_BYTES, app.limits.body_timeout).await?;
    let draft = read_object(&body)?;
    if !app.store.put_draft(&site_id, &form_id, draft).await? {
        return Err(Error::UnknownSite(site_id.to_string()));
    }
    let problems = app.publisher.problems(draft, &form_id).await?;
    Ok(Json(json!({ "form_id": form_id, "problems": problems })).into_response())
}

/// Answers with a draft exactly as it was put.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
) -> Result<Response, Error> {
    match app.store.draft(&site_id, &form_id).await? {
        Some(draft) => Ok(([(header::CONTENT_TYPE, "application/json")], draft).into_response()),
        None => Err(app.unknown(&site_id, &form_id).await),
    }
}

/// Makes sure that a body is a JSON object; its text is stored unchanged, with its author's order of members.
fn read_object(body: &[u8]) -> Result<&str, Error> {
    let text = bounded_json::text(body)?;
    match bounded_json::value(text, MAX_FORM_BYTES)? {
        Value::Object(_) => Ok(text),
        _ => Err(Error::Problems(vec![Problem::new(
            "$",
            "must be an object",
        )])),
    }
}
