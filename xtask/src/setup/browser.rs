//! Chromium, for tests only.

use super::{Found, apt};
use crate::workspace;
use anyhow::{Context, Result};
use std::{env, path::PathBuf};

/// The browser that tests run: `$CHROMIUM`, or `chromium` on the PATH.
pub(crate) fn chromium() -> Option<PathBuf> {
    env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| workspace::on_path("chromium"))
}

/// Installs Debian's package unless a browser is there.
pub(super) fn ensure() -> Result<Found> {
    if chromium().is_some() {
        return Ok(Found::There);
    }
    apt::install(&["chromium"], "testing in a browser")?;
    chromium().context("chromium is installed, but `chromium` is not on the PATH")?;
    Ok(Found::Missing)
}
