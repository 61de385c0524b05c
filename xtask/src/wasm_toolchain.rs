//! Which Rust compiles for `wasm32-unknown-unknown`, and how it is called.

use crate::{process, workspace};
use anyhow::{Result, bail};
use std::{env, path::Path, process::Command};

/// The target of both storefront modules.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Where Debian's packages put their programs.
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-22";
const DEBIAN_STD: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// The `rust-version` of Cargo.toml: an older Rust of Debian is of no use.
const MIN_MINOR: u32 = 95;

/// A Rust toolchain for WebAssembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WasmToolchain {
    /// The Rust that runs us, with the target's standard library beside it, as rustup installs it.
    Rustup,
    /// Debian's Rust, which compiles the standard library itself.
    Debian,
}

/// Only features that `wasm-opt` can lower for the twin, so no reference types. The modules allocate nothing: with a
/// memory that cannot grow, the twin's views of it are constants.
const RUSTFLAGS: &str = "-Ctarget-cpu=mvp -Ctarget-feature=+bulk-memory,+sign-ext,+nontrapping-fptoint \
    -Clink-arg=--no-growable-memory";

impl WasmToolchain {
    /// The toolchain that `DORMOUSE_WASM_TOOLCHAIN` (`rustup` or `debian`) insists on.
    pub(crate) fn wanted() -> Result<Option<WasmToolchain>> {
        match env::var("DORMOUSE_WASM_TOOLCHAIN").as_deref() {
            Err(_) | Ok("") => Ok(None),
            Ok("rustup") => Ok(Some(WasmToolchain::Rustup)),
            Ok("debian") => Ok(Some(WasmToolchain::Debian)),
            Ok(other) => {
                bail!("DORMOUSE_WASM_TOOLCHAIN must be `rustup` or `debian`, but it is `{other}`")
            }
        }
    }

    /// The first toolchain that is wanted and complete.
    pub(crate) fn find() -> Result<Option<WasmToolchain>> {
        let wanted = Self::wanted()?;
        let candidates = [WasmToolchain::Rustup, WasmToolchain::Debian];
        Ok(candidates.into_iter().find(|candidate| {
            wanted.is_none_or(|wanted| wanted == *candidate) && candidate.is_complete()
        }))
    }

    /// Name and version, for messages and for telling builds apart.
    pub(crate) fn version(self) -> Result<String> {
        process::output(Command::new(self.rustc()).arg("--version"))
    }

    /// A call of `cargo build` in the clone's top folder, for modules whose bytes count: the crate is still to be added.
    pub(crate) fn cargo_build(self) -> Command {
        let mut cargo = match self {
            WasmToolchain::Rustup => workspace::cargo(),
            WasmToolchain::Debian => {
                let mut cargo = Command::new(DEBIAN_CARGO);
                cargo.current_dir(workspace::root());
                // The variables that rustup set for its own programs would lead these to the wrong libraries.
                cargo
                    .env_remove("LD_LIBRARY_PATH")
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("CARGO");
                // Compiling the standard library is still an unstable feature of cargo.
                cargo.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
                cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
                // rustup's core comes compiled with 3; with the profile's z, the messages of its panics stay in:
                // 800 bytes of a module of 5,500.
                cargo.args([
                    "-Zbuild-std=std,panic_abort",
                    "--config",
                    "profile.storefront.package.core.opt-level=3",
                ]);
                cargo
            }
        };
        // Flags for native builds in the environment would change the module.
        cargo
            .args(["build", "--target", TARGET])
            .env("RUSTFLAGS", RUSTFLAGS)
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        cargo
    }

    fn rustc(self) -> String {
        match self {
            WasmToolchain::Rustup => env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()),
            WasmToolchain::Debian => DEBIAN_RUSTC.to_owned(),
        }
    }

    fn is_complete(self) -> bool {
        match self {
            WasmToolchain::Rustup => {
                let mut rustc = Command::new(self.rustc());
                process::output(rustc.args(["--print", "target-libdir", "--target", TARGET]))
                    .is_ok_and(|folder| holds_core(Path::new(folder.trim())))
            }
            WasmToolchain::Debian => {
                let files = [DEBIAN_CARGO, DEBIAN_RUSTC, DEBIAN_LINKER, DEBIAN_STD];
                files.iter().all(|file| Path::new(file).exists())
                    && self.version().is_ok_and(|version| {
                        minor(&version).is_some_and(|minor| minor >= MIN_MINOR)
                    })
            }
        }
    }
}

/// Whether a folder of libraries has core: rustup leaves the folder when it removes the target.
fn holds_core(folder: &Path) -> bool {
    let is_core = |name: &str| name.starts_with("libcore-") && name.ends_with(".rlib");
    folder.read_dir().is_ok_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().to_str().is_some_and(is_core))
    })
}

/// The minor version: 96 for `rustc 1.96.0 (…)`.
fn minor(version: &str) -> Option<u32> {
    version
        .strip_prefix("rustc 1.")?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::minor;

    #[test]
    fn the_minor_version_is_the_second_number() {
        assert_eq!(minor("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some(96));
        assert_eq!(minor("rustc 2.0.0"), None);
        assert_eq!(minor("cargo 1.96.0"), None);
    }
}
