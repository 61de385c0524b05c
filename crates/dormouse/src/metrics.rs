//! The service's metrics, for Prometheus.

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
    stored_by_form: Family<FormLabels, Counter>,
}

/// Only stored submissions, so that there are at most as many time series as published forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct FormLabels {
    site: String,
    form: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SubmissionLabels {
    outcome: Outcome,
}

/// The outcome of a submission.
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
    too_many,
    over_byte_budget,
    unavailable,
    failed,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("dormouse");
        let build = vec![("version", env!("CARGO_PKG_VERSION"))];
        let requests = RequestMetrics::register(&mut registry, build);
        let submissions = Family::default();
        registry.register("submissions", "Submissions by outcome", submissions.clone());
        let stored_by_form = Family::default();
        registry.register(
            "form_submissions",
            "Stored submissions by site and form",
            stored_by_form.clone(),
        );
        Metrics {
            registry,
            requests,
            submissions,
            stored_by_form,
        }
    }
}

impl Metrics {
    /// Counts a submission.
    pub(crate) fn submission(&self, site: &str, result: &Result<Accepted, Error>) {
        if let Ok(Accepted {
            stored_for: Some(form_id),
            ..
        }) = result
        {
            let labels = FormLabels {
                site: site.to_owned(),
                form: form_id.to_string(),
            };
            self.stored_by_form.get_or_create(&labels).inc();
        }
        let outcome = match result {
            Ok(accepted) if accepted.stored_for.is_none() => Outcome::repeated,
            Ok(_) => Outcome::stored,
            Err(Error::SubmissionIdReused) => Outcome::conflict,
            Err(Error::UnknownSite(_)) => Outcome::unknown_site,
            Err(Error::OriginNotAllowed) => Outcome::origin_refused,
            Err(Error::BodyTooLarge(_)) => Outcome::too_large,
            Err(Error::TooManySubmissions(_)) => Outcome::too_many,
            Err(Error::OverByteBudget(_)) => Outcome::over_byte_budget,
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
