//! The npm packages, exactly as `package-lock.json` names them.

use super::{Found, say};
use crate::{process, workspace};
use anyhow::{Context, Result};
use std::{fs, process::Command, time::Duration};

/// On a slow line; npm itself gives up an unreachable registry after about a minute.
const LIMIT: Duration = Duration::from_secs(900);

/// A copy of the lockfile that `node_modules` was installed from; `npm ci` removes it with everything else.
const STAMP: &str = "node_modules/.installed-package-lock.json";

/// Installs with `npm ci` unless that was done already for the very same lockfile.
pub(super) fn ensure() -> Result<Found> {
    let root = workspace::root();
    let lock = fs::read(root.join("package-lock.json")).context("cannot read package-lock.json")?;
    if fs::read(root.join(STAMP)).is_ok_and(|stamp| stamp == lock) {
        return Ok(Found::There);
    }
    say("npm packages: npm ci");
    // No package needs its install script, so none of them may run.
    let mut npm = Command::new("npm");
    npm.args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ])
    .current_dir(&root);
    process::run_within(LIMIT, &mut npm).context(
        "the npm packages of package-lock.json could not be fetched; only node_modules/ was touched. \
         When the npm registry can be reached, the same command goes on from here",
    )?;
    fs::write(root.join(STAMP), lock).with_context(|| format!("cannot write {STAMP}"))?;
    Ok(Found::Missing)
}
