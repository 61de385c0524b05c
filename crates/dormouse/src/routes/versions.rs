//! `/api/v1/sites/{site}/forms/{form}/versions`: all published versions of a form.

use std::{collections::HashMap, sync::Arc};

use axum::{extract::State, response::IntoResponse};
use http_server::Json;

use super::path::OfForm;
use crate::{App, Error};

/// Lists the versions of a form, latest first.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
) -> Result<impl IntoResponse, Error> {
    if app.store.draft(&site_id, &form_id).await?.is_none() {
        return Err(app.unknown(&site_id, &form_id).await);
    }
    Ok(Json(HashMap::from([(
        "versions",
        app.store.versions(&site_id, &form_id).await?,
    )])))
}
