//! What the service counts, for Prometheus.

use http_server::request_metrics::RequestMetrics;
use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, text},
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};

use crate::{Error, submissions::Accepted};

/// The counters.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    pub(crate) requests: RequestMetrics,
    submissions: Family<SubmissionLabels, Counter>,
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
        let build = vec![("version", env!("CARGO_PKG_VERSION"))];
        let requests = RequestMetrics::register(&mut registry, build);
        let submissions = Family::default();
        registry.register(
            "submissions",
            "Submissions by what became of them",
            submissions.clone(),
        );
        Metrics {
            registry,
            requests,
            submissions,
        }
    }
}

impl Metrics {
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
