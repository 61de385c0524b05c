//! Finds out what a fresh Debian or Ubuntu machine lacks, and installs it; safe to call again.

use anyhow::{Context, Result};
use std::time::Instant;

mod apt;
mod browser;
mod cached_tool;
mod linters;
mod node;
mod npm_packages;
mod page_libraries;
mod sqlite;
mod wasm_target;

pub(crate) use browser::{chromium, firefox};
pub(crate) use cached_tool::{CARGO_DENY, WASM_BINDGEN};

/// One thing that a command cannot do without.
#[derive(Clone, Copy)]
pub(crate) enum Need {
    /// Node and npm, which the user must install.
    Node,
    /// A compiler for `wasm32-unknown-unknown`.
    WasmTarget,
    /// The browser Chromium.
    Chromium,
    /// The browser Firefox.
    Firefox,
    /// WebKitGTK's small browser with its driver, and a display for it.
    WebKit,
    /// JavaScript libraries that third-party pages use and npm does not have.
    PageLibraries,
    /// `sqlite3`, with which the end-to-end walk looks into the database.
    Sqlite,
    /// rustfmt and clippy.
    Linters,
    /// The packages that `package.json` names.
    NpmPackages,
    /// `wasm-bindgen` and its test runner.
    WasmBindgen,
    /// The program `cargo-deny`.
    CargoDeny,
}

/// What a setup step found.
pub(crate) enum Found {
    /// Everything was there already.
    There,
    /// Too little: it is installed now.
    Missing,
}

/// To build and to run the demo shop. No browser: the reader brings one.
pub(crate) const BUILD: &[Need] = &[
    Need::Node,
    Need::WasmTarget,
    Need::NpmPackages,
    Need::WasmBindgen,
];

/// The needs of a check without a build.
pub(crate) const CHECK: &[Need] = &[
    Need::Node,
    Need::Linters,
    Need::NpmPackages,
    Need::CargoDeny,
];

/// All needs. Those that may need the user's help come before those that take long.
pub(crate) const TEST: &[Need] = &[
    Need::Node,
    Need::WasmTarget,
    Need::Chromium,
    Need::Firefox,
    Need::WebKit,
    Need::PageLibraries,
    Need::Sqlite,
    Need::Linters,
    Need::NpmPackages,
    Need::WasmBindgen,
    Need::CargoDeny,
];

/// Makes sure of all `needs`, prints what it installs, and stops at the first one that it cannot get.
pub(crate) fn setup(needs: &[Need]) -> Result<()> {
    let start = Instant::now();
    for need in needs {
        let piece_start = Instant::now();
        let found = need
            .ensure()
            .with_context(|| format!("set-up stopped at {}", need.name()))?;
        if let Found::Missing = found {
            let seconds = piece_start.elapsed().as_secs_f32();
            say(&format!("{} installed in {seconds:.1} s", need.name()));
        }
    }
    let names: Vec<_> = needs.iter().map(|need| need.name()).collect();
    let seconds = start.elapsed().as_secs_f32();
    say(&format!("ready after {seconds:.1} s: {}", names.join(", ")));
    Ok(())
}

impl Need {
    fn name(self) -> &'static str {
        match self {
            Need::Node => "node",
            Need::WasmTarget => "WebAssembly target",
            Need::Chromium => "Chromium",
            Need::Firefox => "Firefox",
            Need::WebKit => "WebKitGTK",
            Need::PageLibraries => "Prototype and MooTools",
            Need::Sqlite => "sqlite3",
            Need::Linters => "rustfmt and clippy",
            Need::NpmPackages => "npm packages",
            Need::WasmBindgen => WASM_BINDGEN.name,
            Need::CargoDeny => CARGO_DENY.name,
        }
    }

    fn ensure(self) -> Result<Found> {
        match self {
            Need::Node => node::ensure(),
            Need::WasmTarget => wasm_target::ensure(),
            Need::Chromium => browser::ensure_chromium(),
            Need::Firefox => browser::ensure_firefox(),
            Need::WebKit => browser::ensure_webkit(),
            Need::PageLibraries => page_libraries::ensure(),
            Need::Sqlite => sqlite::ensure(),
            Need::Linters => linters::ensure(),
            Need::NpmPackages => npm_packages::ensure(),
            Need::WasmBindgen => WASM_BINDGEN.ensure(),
            Need::CargoDeny => CARGO_DENY.ensure(),
        }
    }
}

/// Prints what setup is about to do or has done.
fn say(message: &str) {
    println!("set-up: {message}");
}
