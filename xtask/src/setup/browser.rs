//! Chromium and its driver, for tests only.

use super::{Found, apt};
use crate::workspace;
use anyhow::{Context, Result};
use std::{env, path::PathBuf};

/// Where the browser that tests run is.
pub(crate) struct Browser {
    /// `$CHROMIUM`, or `chromium` on the PATH.
    pub(crate) chromium: PathBuf,
    /// `$CHROMEDRIVER`, or `chromedriver` on the PATH.
    pub(crate) chromedriver: PathBuf,
}

impl Browser {
    /// The browser, if both of its parts are there.
    pub(crate) fn find() -> Option<Browser> {
        let find = |variable, program| {
            env::var_os(variable)
                .map(PathBuf::from)
                .or_else(|| workspace::on_path(program))
        };
        Some(Browser {
            chromium: find("CHROMIUM", "chromium")?,
            chromedriver: find("CHROMEDRIVER", "chromedriver")?,
        })
    }
}

/// Installs Debian's packages unless a browser is there.
pub(super) fn ensure() -> Result<Found> {
    if Browser::find().is_some() {
        return Ok(Found::There);
    }
    apt::install(&["chromium", "chromium-driver"], "testing in a browser")?;
    Browser::find().context("chromium and chromium-driver are installed, but `chromium` or `chromedriver` is not on the PATH")?;
    Ok(Found::Missing)
}
