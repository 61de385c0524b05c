//! Node and npm: asked for in the README, so looked for but never installed.

use super::Found;
use crate::{process, workspace};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// The value of `engines.node` in `package.json`.
const MIN_MAJOR: u32 = 20;

const HOW: &str = "Dormouse's JavaScript is built with Node 20 or newer and its npm: see https://nodejs.org/en/download";

/// Fails unless a recent Node and an npm are on the PATH.
pub(super) fn ensure() -> Result<Found> {
    let version = process::output(Command::new("node").arg("--version")).context(HOW)?;
    match major(&version) {
        Some(MIN_MAJOR..) => {}
        _ => bail!(
            "`node --version` says {}, which is too old. {HOW}",
            version.trim()
        ),
    }
    if workspace::on_path("npm").is_none() {
        bail!("there is a node, but no npm on the PATH. {HOW}");
    }
    Ok(Found::There)
}

/// The major version: 20 for `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("20.1.0"), None);
        assert_eq!(major(""), None);
    }
}
