//! One line in the log for each request, and its metrics, without any content.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http_server::{Cause, request_metrics::method_name};
use prometheus_client::metrics::gauge::Gauge;

use crate::{App, error::Shed};

/// Logs and counts a request when its answer begins.
///
/// A refused request is logged only at `debug`: in an overload writing those lines would be most of the work, and
/// `renderer_shed_total` says the same.
pub(crate) async fn request_log(
    State(app): State<Arc<App>>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let start = Instant::now();
    // The template, since the address itself could be anything; and few names, since each is a time series.
    let route: Arc<str> = route.map_or_else(|| "none".into(), |route| route.as_str().into());
    let method = method_name(request.method());
    let under_way = UnderWay::begin(&app.metrics.in_flight);
    let response = next.run(request).await;
    drop(under_way);
    let duration = start.elapsed();
    let status = response.status().as_u16();
    app.metrics.requests.count(&route, method, status, duration);

    let (route, duration_ms) = (&*route, duration.as_secs_f64() * 1_000.0);
    if let Some(Cause(cause)) = response.extensions().get() {
        tracing::error!(method, route, status, duration_ms, cause, "request failed");
    } else if let Some(Shed(reason)) = response.extensions().get() {
        app.metrics.shed(*reason);
        tracing::debug!(
            method,
            route,
            status,
            duration_ms,
            ?reason,
            "request turned away"
        );
    } else {
        tracing::info!(method, route, status, duration_ms, "request handled");
    }
    response
}

/// Counted while it lives, also when the client goes away and the request is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay(Gauge);

impl UnderWay {
    pub(crate) fn begin(gauge: &Gauge) -> Self {
        gauge.inc();
        UnderWay(gauge.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}
