//! The three browser engines, for tests only.

use super::{Found, apt};
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::{env, path::PathBuf};

/// What a test in WebKitGTK needs: its driver, which knows where the engine's small browser is, and a display.
const WEBKIT_PROGRAMS: &[(&str, &str)] =
    &[("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];

/// The Chromium that tests run: `$CHROMIUM`, or `chromium` on the PATH.
pub(crate) fn chromium() -> Option<PathBuf> {
    browser("CHROMIUM", "chromium")
}

/// The Firefox that tests run: `$FIREFOX`, or `firefox-esr` on the PATH.
pub(crate) fn firefox() -> Option<PathBuf> {
    browser("FIREFOX", "firefox-esr")
}

fn browser(variable: &str, program: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| workspace::on_path(program))
}

/// Installs Debian's package unless a Chromium is there.
pub(super) fn ensure_chromium() -> Result<Found> {
    ensure_program(chromium, "chromium")
}

/// Installs Debian's package unless Firefox is installed. WebDriver BiDi drives it, so it needs no driver.
pub(super) fn ensure_firefox() -> Result<Found> {
    ensure_program(firefox, "firefox-esr")
}

/// Installs the package `name`, whose program is called the same, unless `find` finds one.
fn ensure_program(find: fn() -> Option<PathBuf>, name: &str) -> Result<Found> {
    if find().is_some() {
        return Ok(Found::There);
    }
    apt::install(&[name], "testing in a browser")?;
    find().with_context(|| format!("{name} is installed, but `{name}` is not on the PATH"))?;
    Ok(Found::Missing)
}

/// Installs Debian's packages of those programs that are missing.
pub(super) fn ensure_webkit() -> Result<Found> {
    let missing = || {
        let programs = WEBKIT_PROGRAMS.iter();
        programs.filter(|(program, _)| workspace::on_path(program).is_none())
    };
    let packages: Vec<&str> = missing().map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(Found::There);
    }
    apt::install(&packages, "testing in WebKit")?;
    if let Some((program, package)) = missing().next() {
        bail!("{package} is installed, but `{program}` is not on the PATH");
    }
    Ok(Found::Missing)
}
