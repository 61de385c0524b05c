//! `/api/v1/sites/{site}/forms/{form}/publish` and `…/unpublish`: which forms visitors see.

use std::sync::Arc;

use axum::{extract::State, response::IntoResponse};
use http_server::Json;
use serde_json::json;

use super::path::OfForm;
use crate::{App, Error};

/// Makes the draft of a form its live version.
pub(crate) async fn publish(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
) -> Result<impl IntoResponse, Error> {
    let published = app.publisher.publish(&site_id, &form_id).await?;
    tracing::info!(site.id = %site_id, form.id = %form_id, version.id = %published.version_id, "published");
    Ok(Json(published))
}

/// Takes a form away from visitors; it is a draft again.
pub(crate) async fn unpublish(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
) -> Result<impl IntoResponse, Error> {
    app.publisher.unpublish(&site_id, &form_id).await?;
    tracing::info!(site.id = %site_id, form.id = %form_id, "unpublished");
    Ok(Json(json!({ "form_id": form_id, "status": "draft" })))
}
