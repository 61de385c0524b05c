//! Sets the log up: structured lines on standard error.

use std::{
    io::{self, IsTerminal, Write},
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

/// Starts to log the events that `filter` lets through, in the syntax of [`EnvFilter`]; `variable` is the setting that
/// the operator can change.
pub fn start(filter: &str, variable: &str, format: Format) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).with_context(|| {
        format!(
            "{variable} must be a filter such as `info` or `dormouse=debug`, but it is {filter:?}"
        )
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(|| BestEffort(io::stderr()))
        // It would write about a line that could not be written to the same place.
        .log_internal_errors(false);
    match format {
        Format::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        Format::Json => log.json().flatten_event(true).init(),
    }
    log_panics();
    Ok(())
}

/// Writes what can be written. The reader of the log may be gone, and the disk may be full; the service continues
/// without it.
#[derive(Debug)]
struct BestEffort<W>(W);

impl<W: Write> Write for BestEffort<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = self.0.write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let _ = self.0.flush();
        Ok(())
    }
}

/// Writes to standard error why a program ends, if it is still open.
pub fn tell_end(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "error: {error:#}");
}

/// Logs where a panic happened, without its message, which may contain what a visitor sent.
pub fn log_panics() {
    panic::set_hook(Box::new(|panic| {
        let location = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(location, "panicked");
    }));
}
