//! Request metrics of every service, for Prometheus.

use std::{sync::Arc, time::Duration};

use axum::http::Method;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

/// `Content-Type` of the text format that [`prometheus_client::encoding::text::encode`] writes.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of the buckets for durations, in seconds: from a read of a cached page to the longest time-out.
const DURATION_BUCKETS: [f64; 12] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 15.0,
];

/// Requests and their durations.
#[derive(Debug)]
pub struct RequestMetrics {
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: Arc<str>,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: Arc<str>,
}

impl RequestMetrics {
    /// Registers them, and beside them which build is running.
    pub fn register(registry: &mut Registry, build: Vec<(&'static str, &'static str)>) -> Self {
        let requests = Family::default();
        let durations = Family::<RouteLabels, Histogram>::new_with_constructor(duration_histogram);
        registry.register(
            "http_requests",
            "Requests by route template, method and status",
            requests.clone(),
        );
        let help = "Time from a request's headers to its answer's, by route template";
        registry.register_with_unit(
            "http_request_duration",
            help,
            Unit::Seconds,
            durations.clone(),
        );
        registry.register("build", "The running binary", Info::new(build));
        RequestMetrics {
            requests,
            durations,
        }
    }

    /// Counts a request that was answered. `route` is the template, never the address.
    pub fn count(&self, route: &Arc<str>, method: &'static str, status: u16, duration: Duration) {
        let labels = RequestLabels {
            route: route.clone(),
            method,
            status,
        };
        self.requests.get_or_create(&labels).inc();
        self.durations
            .get_or_create(&RouteLabels {
                route: route.clone(),
            })
            .observe(duration.as_secs_f64());
    }
}

/// A histogram for durations in seconds.
pub fn duration_histogram() -> Histogram {
    Histogram::new(DURATION_BUCKETS)
}

/// A method's name; rare methods share one, because each name is a time series.
pub fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::OPTIONS => "OPTIONS",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
