//! Debian and Ubuntu packages, if the machine has apt and we may use it.

use super::say;
use crate::{process, workspace};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Installs the missing `packages`; `reason` says what they are for.
pub(super) fn install(packages: &[&str], reason: &str) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if workspace::on_path("apt-get").is_none() {
        bail!(
            "{reason} needs the Debian packages {list}, and there is no apt-get on this machine; nothing was changed"
        );
    }
    let Some(prefix) = rights() else {
        bail!(
            "{reason} needs the Debian packages {list}, and this user may not install any. Please run\n\n  \
             sudo apt-get update && sudo apt-get install --no-install-recommends {list}\n\n\
             and then the same command again; nothing was changed"
        );
    };
    if missing.iter().any(|package| !is_known(package)) {
        say("apt-get update");
        process::run(apt_get(prefix).args(["-q", "update"]))
            .context("the lists of packages could not be fetched")?;
    }
    if let Some(unknown) = missing.iter().find(|package| !is_known(package)) {
        bail!(
            "{reason} needs the Debian package {unknown}, which this system's sources do not have; nothing was changed"
        );
    }
    say(&format!("apt-get install {list}"));
    let install = || {
        process::run(
            apt_get(prefix)
                .args(["-qy", "--no-install-recommends", "install"])
                .args(&missing),
        )
    };
    if install().is_err() {
        // Old lists name files that the archive no longer has.
        say("apt-get update, and once more");
        process::run(apt_get(prefix).args(["-q", "update"]))
            .context("the lists of packages could not be fetched")?;
        install().with_context(|| {
            format!("of {list} at least one could not be fetched; nothing else was changed")
        })?;
    }
    Ok(())
}

fn is_installed(package: &str) -> bool {
    process::output(Command::new("dpkg-query").args([
        "--show",
        "--showformat=${db:Status-Status}",
        package,
    ]))
    .is_ok_and(|status| status == "installed")
}

/// Whether apt has a version of `package` to offer.
fn is_known(package: &str) -> bool {
    process::output(
        Command::new("apt-cache")
            .args(["policy", package])
            .env("LC_ALL", "C"),
    )
    .is_ok_and(|policy| has_candidate(&policy))
}

fn has_candidate(policy: &str) -> bool {
    policy.lines().any(|line| {
        line.trim()
            .strip_prefix("Candidate:")
            .is_some_and(|version| version.trim() != "(none)")
    })
}

/// Sudo drops our environment, so apt's setting is named behind it.
const SUDO: &[&str] = &["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"];

/// The command to put before `apt-get`: nothing for root, sudo if it asks for no password, otherwise `None`.
fn rights() -> Option<&'static [&'static str]> {
    let user_id = process::output(Command::new("id").arg("-u")).ok()?;
    if user_id.trim() == "0" {
        return Some(&[]);
    }
    process::succeeds(apt_get(SUDO).arg("--version")).then_some(SUDO)
}

fn apt_get(prefix: &[&str]) -> Command {
    let mut words = prefix.iter().chain(&["apt-get"]);
    let mut command = Command::new(words.next().unwrap_or(&"apt-get"));
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    // Another package manager at work, as on a machine that just booted, is waited for.
    command.args(["-o", "DPkg::Lock::Timeout=300"]);
    command
}

#[cfg(test)]
mod tests {
    use super::has_candidate;

    #[test]
    fn a_package_is_known_when_apt_has_a_candidate() {
        assert!(has_candidate(
            "chromium:\n  Installed: (none)\n  Candidate: 156.0~deb12u1\n"
        ));
        assert!(!has_candidate(
            "chromium:\n  Installed: (none)\n  Candidate: (none)\n"
        ));
        assert!(!has_candidate(""));
    }
}
