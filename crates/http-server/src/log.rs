//! Sets the log up: structured lines on standard error.

use std::{
    io::{self, IsTerminal},
    panic,
};

use anyhow::Context;
use tracing_subscriber::EnvFilter;

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: a message, then `name=value`.
    #[default]
    Text,
    /// For programs: a JSON object a line.
    Json,
}

/// Begins to log the events that `filter` lets through, in the syntax of [`EnvFilter`]; `variable` is what the
/// operator sets it with.
pub fn start(filter: &str, variable: &str, format: Format) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).with_context(|| {
        format!("{variable} is {filter:?}, which is no filter such as `info` or `dormouse=debug`")
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    match format {
        Format::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        Format::Json => log.json().flatten_event(true).init(),
    }
    log_panics();
    Ok(())
}

/// Logs where a panic happened, without its message, which may hold what a visitor sent.
pub fn log_panics() {
    panic::set_hook(Box::new(|panic| {
        let location = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(location, "panicked");
    }));
}
