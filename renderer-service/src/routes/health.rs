//! `/healthz` and `/readyz`: whether the process is up, and whether it wants more to do.

use std::sync::Arc;

use axum::{extract::State, http::header, response::IntoResponse};

use crate::{App, Error};

/// The process is up, and its threads for clients answer.
pub(crate) async fn is_up() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n")
}

/// Answers whether the process is not stopping.
///
/// Overload does not make it unready. A load that is too much for one pod is too much for all behind the same address,
/// and if each of them reported not ready, no request would be answered; excess requests get a 503 instead.
pub(crate) async fn is_ready(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    if !app.is_ready() {
        return Err(Error::Stopping);
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], "ready\n"))
}
