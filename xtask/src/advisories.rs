//! Known vulnerabilities in shipped dependencies: `npm run advisories`.
//!
//! Not a part of `check`: the data comes over the network, and changes without the sources changing. Exit codes: 0
//! none, 1 some, 2 the database could not be fetched, so the result is unknown.

use crate::{
    setup::{self, CARGO_DENY},
    workspace,
};
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::{Command, ExitCode, Output};

/// A shipped dependency has a known vulnerability.
const FOUND: u8 = 1;

/// A database could not be fetched.
const UNKNOWN: u8 = 2;

/// Asks the databases of RustSec and npm.
pub(crate) fn advisories() -> Result<ExitCode> {
    setup::setup(setup::CHECK)?;
    let codes = [crates()?, packages()?];
    // Reports what was found, even if the other database could not be fetched.
    let code = if codes.contains(&FOUND) {
        FOUND
    } else {
        codes.into_iter().max().unwrap_or(0)
    };
    Ok(ExitCode::from(code))
}

/// Of every crate in Cargo.lock: <https://rustsec.org>.
fn crates() -> Result<u8> {
    let deny = CARGO_DENY.program("cargo-deny")?;
    let run = |arguments: &[&str]| -> Result<Output> {
        let mut command = Command::new(&deny);
        command
            .args(["--workspace", "--log-level", "error"])
            .args(arguments);
        command
            .current_dir(workspace::root())
            .output()
            .context("cannot start cargo-deny")
    };
    let fetched = run(&["fetch", "db"])?;
    if !fetched.status.success() {
        return Ok(unknown("RustSec", &fetched.stderr));
    }
    let checked = run(&["check", "--disable-fetch", "advisories"])?;
    if checked.status.success() {
        println!("crates: no known advisories");
        return Ok(0);
    }
    println!("{}", String::from_utf8_lossy(&checked.stderr).trim_end());
    Ok(FOUND)
}

/// For the npm packages that we ship, not for those that tests use on purpose, such as jQuery 1.12.
fn packages() -> Result<u8> {
    let mut npm = Command::new("npm");
    npm.args(["audit", "--omit=dev", "--json"])
        .current_dir(workspace::root());
    let output = npm.output().context("cannot start npm")?;
    Ok(match verdict(&output.stdout) {
        Some(0) => {
            println!("npm packages: no known advisories");
            0
        }
        Some(count) => {
            println!(
                "npm packages: {count} have known advisories; `npm audit --omit=dev` tells which"
            );
            FOUND
        }
        None => unknown("npm", &output.stderr),
    })
}

/// How many packages `npm audit` reports; `None` if it could not fetch its data.
fn verdict(report: &[u8]) -> Option<usize> {
    let report: Value = serde_json::from_slice(report).ok()?;
    report["vulnerabilities"]
        .as_object()
        .map(serde_json::Map::len)
}

/// Says in one line that a database could not be fetched, and why.
fn unknown(database: &str, stderr: &[u8]) -> u8 {
    let stderr = String::from_utf8_lossy(stderr);
    let mut lines = stderr
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let why = lines.next_back().unwrap_or("it did not say why");
    println!(
        "{database}: the database of advisories could not be fetched, so the result is unknown: {why}"
    );
    UNKNOWN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_audit_does_not_count_as_a_clean_one() {
        assert_eq!(verdict(br#"{"vulnerabilities": {}}"#), Some(0));
        assert_eq!(verdict(br#"{"vulnerabilities": {"jquery": {}}}"#), Some(1));
        assert_eq!(
            verdict(br#"{"message": "request failed", "error": {}}"#),
            None
        );
        assert_eq!(verdict(b""), None);
    }
}
