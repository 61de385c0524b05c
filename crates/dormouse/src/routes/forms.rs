//! `/api/v1/sites/{site}/forms`: the forms of a site.

use std::{collections::HashMap, sync::Arc};

use axum::{extract::State, response::IntoResponse};
use http_server::Json;

use super::path::InSite;
use crate::{App, Error};

/// Lists the forms of a site, oldest first.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    InSite(site_id): InSite,
) -> Result<impl IntoResponse, Error> {
    if app.store.site(&site_id).await?.is_none() {
        return Err(Error::UnknownSite(site_id.to_string()));
    }
    Ok(Json(HashMap::from([(
        "forms",
        app.store.forms(&site_id).await?,
    )])))
}
