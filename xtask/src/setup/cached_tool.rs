//! Tools that cargo compiles once per version and machine, kept outside the clone.

use super::{Found, say};
use crate::{process, workspace};
use anyhow::{Context, Result};
use std::{env, fs, path::PathBuf, process::Command};

/// A program from cargo's registry.
pub(crate) struct CachedTool {
    /// The name of its crate.
    pub(crate) name: &'static str,
    version: &'static str,
    /// One of its programs: if this one is installed, the others are, too.
    program: &'static str,
    /// How long compiling takes on two cores.
    minutes: &'static str,
}

/// The command line tool must match the crate `wasm-bindgen` exactly; Cargo.lock has the version.
pub(crate) const WASM_BINDGEN: CachedTool = CachedTool {
    name: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen",
    minutes: "1 to 3 minutes",
};

/// Checks licenses and sources of dependencies.
pub(crate) const CARGO_DENY: CachedTool = CachedTool {
    name: "cargo-deny",
    version: "0.20.2",
    program: "cargo-deny",
    minutes: "1 to 3 minutes",
};

impl CachedTool {
    /// Where the tool's program `program` is, or will be.
    pub(crate) fn program(&self, program: &str) -> Result<PathBuf> {
        Ok(self.folder()?.join("bin").join(program))
    }

    /// Compiles and installs the tool unless it is there.
    pub(super) fn ensure(&self) -> Result<Found> {
        if self.program(self.program)?.is_file() {
            return Ok(Found::There);
        }
        let folder = self.folder()?;
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        say(&format!(
            "{} {}: cargo install ({})",
            self.name, self.version, self.minutes
        ));
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // Not `--locked`: wasm-bindgen-cli 0.2.130 locks a dependency that has left the registry.
        cargo
            .args(["install", self.name, "--version", self.version, "--root"])
            .arg(&folder);
        // Outside the clone, so that the clone's settings do not apply; and unoptimized, because this compiles three
        // times as fast and the tools are quick enough.
        cargo
            .current_dir(&folder)
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTFLAGS");
        cargo
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        cargo
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        process::run(&mut cargo).with_context(|| {
            format!(
                "{} {} could not be fetched or compiled; nothing else was changed",
                self.name, self.version
            )
        })?;
        Ok(Found::Missing)
    }

    fn folder(&self) -> Result<PathBuf> {
        let name = self.name.trim_end_matches("-cli");
        Ok(workspace::tool_cache()?.join(format!("{name}-{}", self.version)))
    }
}

#[cfg(test)]
mod tests {
    use super::{WASM_BINDGEN, workspace};

    #[test]
    fn the_wasm_bindgen_tool_has_the_version_of_the_crate() {
        let lock = std::fs::read_to_string(workspace::root().join("Cargo.lock")).unwrap();
        let entry = format!(
            "name = \"wasm-bindgen\"\nversion = \"{}\"\n",
            WASM_BINDGEN.version
        );
        assert!(lock.contains(&entry), "Cargo.lock does not contain {entry}");
    }
}
