//! The service's metrics, for Prometheus.

use std::{fmt, time::Duration};

use http_server::request_metrics::{RequestMetrics, duration_histogram};
use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

use crate::workers::Load;

/// The build: the commit, if the builder set `RENDERER_BUILD`.
const BUILD: &str = match option_env!("RENDERER_BUILD") {
    Some(build) => build,
    None => "unknown",
};

/// The counters.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    pub(crate) requests: RequestMetrics,
    /// Requests whose headers have come and whose answer has not begun.
    pub(crate) in_flight: Gauge,
    /// Batches that are being answered.
    pub(crate) batches: Gauge,
    waits: Histogram,
    work: Histogram,
    abandoned: Counter,
    shed: Family<ShedLabels, Counter>,
    lines: Family<LineLabels, Counter>,
    waiting: Family<QueueLabels, Gauge>,
    running: Gauge,
    wait_ms: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ShedLabels {
    reason: Reason,
}

/// Why a request was turned away with 503.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
#[allow(non_camel_case_types, reason = "the names are the labels")]
pub enum Reason {
    /// The request would have waited too long.
    queue,
    /// It could not be answered before its deadline.
    deadline,
    /// Too many bytes are held.
    memory,
    /// Too many batches are running.
    batches,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct LineLabels {
    outcome: LineOutcome,
}

/// The outcome of a line of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
#[allow(non_camel_case_types, reason = "the names are the labels")]
pub(crate) enum LineOutcome {
    rendered,
    refused,
    panicked,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct QueueLabels {
    queue: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("renderer");
        let build = vec![("version", env!("CARGO_PKG_VERSION")), ("build", BUILD)];
        let requests = RequestMetrics::register(&mut registry, build);
        let metrics = Metrics {
            requests,
            in_flight: Gauge::default(),
            batches: Gauge::default(),
            waits: duration_histogram(),
            work: duration_histogram(),
            abandoned: Counter::default(),
            shed: Family::default(),
            lines: Family::default(),
            waiting: Family::default(),
            running: Gauge::default(),
            wait_ms: Gauge::default(),
            registry: Registry::default(),
        };
        let help = "Requests whose headers have come and whose answer has not begun";
        registry.register("requests_in_flight", help, metrics.in_flight.clone());
        registry.register("batches", "Batches under way", metrics.batches.clone());
        let help = "Time from the queue's end to a worker";
        registry.register_with_unit("queue_wait", help, Unit::Seconds, metrics.waits.clone());
        let help = "Time that a job took a worker";
        registry.register_with_unit("work", help, Unit::Seconds, metrics.work.clone());
        let help =
            "Jobs that were not begun, since their deadline had passed or their client had gone";
        registry.register("jobs_abandoned", help, metrics.abandoned.clone());
        let help = "Requests that were answered with 503, by what there was too much of";
        registry.register("shed", help, metrics.shed.clone());
        let help = "Lines of batches by outcome";
        registry.register("batch_lines", help, metrics.lines.clone());
        registry.register(
            "jobs_waiting",
            "Jobs in the queues",
            metrics.waiting.clone(),
        );
        registry.register(
            "jobs_running",
            "Jobs that workers do",
            metrics.running.clone(),
        );
        let help = "What a request would wait that came now, in milliseconds, as estimated";
        registry.register("estimated_wait_ms", help, metrics.wait_ms.clone());
        Metrics {
            registry,
            ..metrics
        }
    }
}

impl Metrics {
    /// Counts a job; `took` is `None` if it was not started.
    pub(crate) fn job(&self, waited: Duration, took: Option<Duration>) {
        self.waits.observe(waited.as_secs_f64());
        match took {
            Some(took) => self.work.observe(took.as_secs_f64()),
            None => {
                self.abandoned.inc();
            }
        }
    }

    /// Counts a request that was turned away.
    pub(crate) fn shed(&self, reason: Reason) {
        self.shed.get_or_create(&ShedLabels { reason }).inc();
    }

    /// Counts a line of a batch.
    pub(crate) fn line(&self, outcome: LineOutcome) {
        self.lines.get_or_create(&LineLabels { outcome }).inc();
    }

    /// Everything in the text format of OpenMetrics.
    pub(crate) fn encode(&self, load: Load) -> Result<String, fmt::Error> {
        let set = |queue, jobs: usize| {
            let gauge = self.waiting.get_or_create(&QueueLabels { queue });
            gauge.set(jobs as i64);
        };
        set("single", load.waiting);
        set("batch", load.waiting_batch);
        self.running.set(load.running as i64);
        self.wait_ms.set((load.wait_seconds * 1_000.0) as i64);
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}
