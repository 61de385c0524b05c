//! `/api/v1/sites/{site}/erase`: removes a person.

use std::sync::Arc;

use axum::{body::Body, extract::State, response::IntoResponse};
use form_model::Problem;
use http_server::{Json, request_body};

use super::path::InSite;
use crate::{App, Error};

/// The largest body, in bytes.
const MAX_BODY_BYTES: usize = 4 * 1024;

/// Erases everything about the person with an email address, and answers how much that was. The address is in the body,
/// because proxies log the addresses of requests.
pub(crate) async fn erase(
    State(app): State<Arc<App>>,
    InSite(site_id): InSite,
    body: Body,
) -> Result<impl IntoResponse, Error> {
    let body = request_body::read(body, MAX_BODY_BYTES, app.limits.body_timeout).await?;
    if app.store.site(&site_id).await?.is_none() {
        return Err(Error::UnknownSite(site_id.to_string()));
    }
    let document =
        bounded_json::text(&body).and_then(|text| bounded_json::value(text, MAX_BODY_BYTES))?;
    let email = document["email"]
        .as_str()
        .map(str::trim)
        .filter(|email| email.contains('@'));
    let email = email.ok_or_else(|| {
        let message = "must be `{\"email\": ADDRESS}` with the email address of the person";
        Error::Problems(vec![Problem::new("$", message)])
    })?;
    let erased = app.store.erase_person(&site_id, email).await?;
    tracing::info!(
        site.id = %site_id,
        profiles = erased.profiles,
        submissions = erased.submissions,
        consents = erased.consents,
        redacted = erased.redacted,
        "erased a person"
    );
    Ok(Json(erased))
}
