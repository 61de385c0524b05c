//! `/metrics`: what the service counts.

use std::sync::Arc;

use axum::{extract::State, http::header, response::IntoResponse};

use crate::{App, Error};

/// Answers in the text format of OpenMetrics, which Prometheus reads.
pub(crate) async fn read(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    let text = app
        .metrics
        .encode()
        .map_err(|error| Error::Internal(error.into()))?;
    let content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok((
        [
            (header::CONTENT_TYPE, content_type),
            (header::CACHE_CONTROL, "no-store"),
        ],
        text,
    ))
}
