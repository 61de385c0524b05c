//! `/healthz` and `/readyz`: whether the process is up, and whether it can do its work.

use std::sync::Arc;

use axum::{extract::State, http::header, response::IntoResponse};

use crate::{App, Error};

/// Answers that the process is up.
pub(crate) async fn is_up() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n")
}

/// Answers whether the database can be read and written.
pub(crate) async fn is_ready(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    app.check_ready().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], "ready\n"))
}
