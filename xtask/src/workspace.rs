//! Where things are: the clone, its build output, and the tools outside it.

use crate::process;
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The top folder of the clone.
pub(crate) fn root() -> PathBuf {
    // Set by `cargo run`; the value of compile time serves a binary that is called by its path.
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&xtask)
        .parent()
        .map_or_else(PathBuf::new, Path::to_owned)
}

/// Where cargo builds: `target/`, unless `CARGO_TARGET_DIR` says otherwise.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Where built tools are kept, per version, for all clones:
/// `$DORMOUSE_CACHE`, else `$XDG_CACHE_HOME/dormouse`, else `~/.cache/dormouse`.
pub(crate) fn tool_cache() -> Result<PathBuf> {
    if let Some(dir) = env::var_os("DORMOUSE_CACHE") {
        return Ok(root().join(dir));
    }
    let base = match env::var_os("XDG_CACHE_HOME") {
        // The XDG Base Directory Specification: a relative path is invalid and ignored.
        Some(dir) if Path::new(&dir).is_absolute() => PathBuf::from(dir),
        _ => env::home_dir()
            .context("no home folder is known: set DORMOUSE_CACHE to a folder for built tools")?
            .join(".cache"),
    };
    Ok(base.join("dormouse"))
}

/// The cargo that runs this program, for native builds, called in the clone's top folder.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// A program of an installed npm package, called in the clone's top folder.
pub(crate) fn node_tool(name: &str) -> Command {
    let mut tool = Command::new(root().join("node_modules/.bin").join(name));
    tool.current_dir(root());
    tool
}

/// The answer of `cargo metadata` for the workspace and all its dependencies.
pub(crate) fn metadata() -> Result<Value> {
    let text =
        process::output(cargo().args(["metadata", "--locked", "--format-version=1", "--quiet"]))?;
    serde_json::from_str(&text).context("`cargo metadata` answered something that is not JSON")
}

/// The program `name` as found on the PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(name))
        .find(|program| program.is_file())
}
