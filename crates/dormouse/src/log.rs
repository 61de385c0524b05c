//! Sets the log up: structured lines on standard error.

use std::{
    io::{self, IsTerminal},
    panic,
};

use anyhow::Context;
use tracing_subscriber::EnvFilter;

/// Begins to log the events that `filter` lets through, in the syntax of [`EnvFilter`].
pub(crate) fn start(filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).with_context(|| {
        format!("DORMOUSE_LOG is {filter:?}, which is no filter such as `info` or `dormouse=debug`")
    })?;
    let has_colors = io::stderr().is_terminal();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(has_colors)
        .init();
    log_panics();
    Ok(())
}

/// Logs where a panic happened, without its message, which may hold what a visitor sent.
pub(crate) fn log_panics() {
    panic::set_hook(Box::new(|panic| {
        let location = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(location, "panicked");
    }));
}
