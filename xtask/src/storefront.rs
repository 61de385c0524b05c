//! Builds the storefront modules and their JavaScript; nothing else does.
//!
//! Per module: cargo → `wasm-bindgen` → short names → `wasm-opt` → the `.wasm`;
//! and from the same `.wasm`, lowered, `wasm2js` → its JavaScript twin.
//! Then esbuild puts the page side and the glue into one file, and terser minifies it.
//!
//! The bare specifiers that `www/loader` imports:
//!
//! | specifier | what it is |
//! | --- | --- |
//! | `trigger-glue`, `render-glue` | the code that wasm-bindgen generated for the module; its further exports are below
//! |
//! | `render-engine` | default export: the render module as a string, one character per byte; or its twin |
//! | `render-parts` | default export: the content id of each part of the render module, by its name |
//!
//! A glue exports, besides the module's own functions:
//! `imports`, the object that both `WebAssembly.instantiate(bytes, imports)` and `twin(imports)` take;
//! `__wbg_set_wasm(exports)`, which must be called with the exports of either before anything else;
//! and `wasm`, these exports.

use crate::{wasm_toolchain::WasmToolchain, workspace};
use anyhow::{Context, Result};
use form_compile::onsite_script::file_of;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

mod bundle;
mod fingerprint;
mod glue;
mod module;
mod names;
mod twin;
mod wasm_file;

/// Where the finished files go, for the `dormouse` binary to embed.
pub(crate) fn dist() -> PathBuf {
    workspace::root().join("dist/storefront")
}

/// Makes all files of `dist/storefront`, unless they are there and made from the same inputs.
pub(crate) fn build() -> Result<()> {
    let start = Instant::now();
    let toolchain = WasmToolchain::find()?
        .context("Rust for WebAssembly is not installed: run `cargo xtask setup`")?;
    let inputs = fingerprint::of_inputs(toolchain)?;
    if fingerprint::is_current(inputs) {
        println!("storefront: up to date");
        return Ok(());
    }
    println!("storefront: building with {}", toolchain.version()?.trim());
    let trigger = module::build(toolchain, "form-trigger")?;
    let render = module::build(toolchain, "form-render")?;
    let render_twin = bundle::twin(&render.twin)?;
    let render_parts = bundle::render_parts()?;
    let trigger_twin = bundle::twin(&trigger.twin)?;
    let outbox = bundle::file("outbox", "outbox.js")?;
    let debug = bundle::file("debug", "debug/debug.js")?;
    let parts = bundle::parts()?;
    let klaviyo = parts
        .get("klaviyo")
        .context("the part `klaviyo` is missing")?;
    let api = bundle::api(&[
        ("twin", &file_text(&trigger_twin)),
        ("outbox", &outbox),
        ("debug", &debug),
        ("klaviyo", &file_text(klaviyo)),
    ])?;
    let files = [
        ("loader.js", bundle::loader(&trigger)?.into_bytes()),
        ("trigger.wasm", trigger.wasm),
        ("trigger.twin.js", trigger_twin.into_bytes()),
        (
            "render.js",
            bundle::render(
                &render.glue,
                bundle::Engine::Wasm(&render.wasm),
                &render_parts,
            )?
            .into_bytes(),
        ),
        (
            "render.twin.js",
            bundle::render(
                &render.glue,
                bundle::Engine::Twin(&render_twin),
                &render_parts,
            )?
            .into_bytes(),
        ),
        ("outbox.js", outbox.into_bytes()),
        ("api.js", api.into_bytes()),
        ("debug.js", debug.into_bytes()),
        (
            "teaser.js",
            bundle::file("teaser", "teaser/teaser.js")?.into_bytes(),
        ),
        ("parts.json", serde_json::to_vec(&parts)?),
        ("render-parts.json", serde_json::to_vec(&render_parts)?),
        ("dormouse.d.ts", bundle::types()?.into_bytes()),
    ];
    for (name, content) in &files {
        write_if_changed(&dist().join(name), content)?;
        println!("  {name:<18} {:>7} bytes", content.len());
    }
    fingerprint::remember(inputs)?;
    println!(
        "storefront: built in {:.1} s",
        start.elapsed().as_secs_f32()
    );
    Ok(())
}

/// An expression, turned into a file as the service does it.
fn file_text(expression: &str) -> String {
    String::from_utf8_lossy(&file_of(expression).bytes).into_owned()
}

/// Writes a file, but keeps one with the same content, so that cargo does not embed it again.
fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// The folder of intermediate files, kept for inspection.
fn workshop() -> PathBuf {
    workspace::target().join("storefront/modules")
}
