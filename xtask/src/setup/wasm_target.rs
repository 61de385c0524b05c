//! A compiler for `wasm32-unknown-unknown`: rustup's target, or Debian's packages if rustup cannot fetch it.

use super::{Found, apt, say};
use crate::{
    process,
    wasm_toolchain::{TARGET, WasmToolchain},
    workspace,
};
use anyhow::{Context, Result};
use std::{process::Command, time::Duration};

/// A working download takes seconds; a blocked one may hang forever.
const LIMIT: Duration = Duration::from_secs(120);

/// rustc, cargo, the sources of the standard library, which Debian does not build for this target, and a linker.
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Installs one of both unless one is there; `DORMOUSE_WASM_TOOLCHAIN` narrows the choice.
pub(super) fn ensure() -> Result<Found> {
    if WasmToolchain::find()?.is_some() {
        return Ok(Found::There);
    }
    match WasmToolchain::wanted()? {
        Some(WasmToolchain::Rustup) => by_rustup()?,
        Some(WasmToolchain::Debian) => by_apt()?,
        None => match by_rustup() {
            Ok(()) => {}
            Err(error) => {
                say(&format!("{error:#}; Debian's Rust can build it too"));
                by_apt().context(
                    "neither rustup nor apt-get got a Rust for WebAssembly. \
                     With a network, `rustup target add wasm32-unknown-unknown` is all that is needed",
                )?;
            }
        },
    }
    WasmToolchain::find()?.context("a Rust for WebAssembly was installed, but it is not found")?;
    Ok(Found::Missing)
}

fn by_rustup() -> Result<()> {
    workspace::on_path("rustup").context("rustup is not on the PATH")?;
    say(&format!("rustup target add {TARGET}"));
    // With RUST_BACKTRACE set, rustup puts a page of stack below its message.
    let mut rustup = Command::new("rustup");
    rustup
        .args(["target", "add", TARGET])
        .env_remove("RUST_BACKTRACE");
    process::run_within(LIMIT, &mut rustup).context("rustup could not fetch the target")
}

fn by_apt() -> Result<()> {
    apt::install(
        DEBIAN_PACKAGES,
        "building WebAssembly without rustup's target",
    )
}
