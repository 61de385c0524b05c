//! What the service counts, for Prometheus.

use std::{sync::Arc, time::Duration};

use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, text},
    metrics::{counter::Counter, family::Family, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use crate::{Error, submissions::Accepted};

/// Upper bounds of the buckets for durations, in seconds: from a read of a cached page to the longest time-out.
const DURATION_BUCKETS: [f64; 12] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 15.0,
];

/// The counters.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
    submissions: Family<SubmissionLabels, Counter>,
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

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SubmissionLabels {
    outcome: Outcome,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
#[allow(non_camel_case_types, reason = "the names are the labels")]
enum Outcome {
    stored,
    repeated,
    conflict,
    invalid,
    unknown_site,
    origin_refused,
    too_large,
    unavailable,
    failed,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("dormouse");
        let requests = Family::default();
        let durations = Family::<RouteLabels, Histogram>::new_with_constructor(|| {
            Histogram::new(DURATION_BUCKETS)
        });
        let submissions = Family::default();
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
        registry.register(
            "submissions",
            "Submissions by what became of them",
            submissions.clone(),
        );
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The running binary", build);
        Metrics {
            registry,
            requests,
            durations,
            submissions,
        }
    }
}

impl Metrics {
    /// Counts a request that was answered. `route` is the template, never the address.
    pub(crate) fn request(
        &self,
        route: &Arc<str>,
        method: &'static str,
        status: u16,
        duration: Duration,
    ) {
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

    /// Counts a submission.
    pub(crate) fn submission(&self, result: &Result<Accepted, Error>) {
        let outcome = match result {
            Ok(accepted) if accepted.is_repeated => Outcome::repeated,
            Ok(_) => Outcome::stored,
            Err(Error::SubmissionIdReused) => Outcome::conflict,
            Err(Error::UnknownSite(_)) => Outcome::unknown_site,
            Err(Error::OriginNotAllowed) => Outcome::origin_refused,
            Err(Error::BodyTooLarge(_)) => Outcome::too_large,
            Err(Error::Overloaded | Error::Unavailable(_)) => Outcome::unavailable,
            Err(Error::Internal(_)) => Outcome::failed,
            Err(_) => Outcome::invalid,
        };
        self.submissions
            .get_or_create(&SubmissionLabels { outcome })
            .inc();
    }

    /// Everything in the text format of OpenMetrics.
    pub(crate) fn encode(&self) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}
