//! One line in the log for each request, and its metrics, without anything that a visitor sent.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, RawPathParams, Request, State, rejection::RawPathParamsRejection},
    middleware::Next,
    response::Response,
};
use form_model::{FormId, SiteId};

use http_server::{Cause, request_metrics::method_name};

use crate::App;

/// Logs and counts a request when it is answered.
pub(crate) async fn request_log(
    State(app): State<Arc<App>>,
    route: Option<MatchedPath>,
    params: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
    next: Next,
) -> Response {
    let start = Instant::now();
    // The template, since the address itself could be anything; and few names, since each is a time series.
    let route: Arc<str> = route.map_or_else(|| "none".into(), |route| route.as_str().into());
    let method = method_name(request.method());
    let response = next.run(request).await;
    let duration = start.elapsed();
    let status = response.status().as_u16();
    app.metrics.requests.count(&route, method, status, duration);

    let params = params.as_ref().ok();
    let param = |name| {
        params
            .and_then(|params| params.iter().find(|(key, _)| *key == name))
            .map(|(_, value)| value)
    };
    // Only valid ids, because clients can send any address.
    let site_id = param("site")
        .and_then(SiteId::parse)
        .map(tracing::field::display);
    let form_id = param("form")
        .and_then(FormId::parse)
        .map(tracing::field::display);
    let duration_ms = duration.as_secs_f64() * 1_000.0;
    match response.extensions().get::<Cause>() {
        Some(Cause(cause)) => tracing::error!(
            method,
            route = &*route,
            status,
            duration_ms,
            site.id = site_id,
            form.id = form_id,
            cause,
            "request failed"
        ),
        None => tracing::info!(
            method,
            route = &*route,
            status,
            duration_ms,
            site.id = site_id,
            form.id = form_id,
            "request handled"
        ),
    }
    response
}
