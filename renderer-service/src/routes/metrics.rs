//! `/metrics`: the service's metrics.

use std::sync::Arc;

use axum::{extract::State, http::header, response::IntoResponse};
use http_server::request_metrics::CONTENT_TYPE;

use crate::{App, Error};

/// Answers in the text format of OpenMetrics, which Prometheus reads.
pub(crate) async fn read(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    let text = app.metrics.encode(app.workers.load());
    let headers = [
        (header::CONTENT_TYPE, CONTENT_TYPE),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text.map_err(|_| Error::Panicked)?))
}
