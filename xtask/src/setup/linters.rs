//! rustfmt and clippy, which a minimal Rust installation lacks.

use super::{Found, say};
use crate::{process, workspace};
use anyhow::{Context, Result};
use std::{process::Command, time::Duration};

const LIMIT: Duration = Duration::from_secs(300);

/// Adds both components by rustup if one is missing.
pub(super) fn ensure() -> Result<Found> {
    let works = |name: &str| process::succeeds(workspace::cargo().args([name, "--version"]));
    if works("fmt") && works("clippy") {
        return Ok(Found::There);
    }
    say("rustfmt and clippy: rustup component add");
    process::run_within(
        LIMIT,
        Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]),
    )
    .context("rustfmt and clippy could not be added to this Rust; nothing else was changed")?;
    Ok(Found::Missing)
}
