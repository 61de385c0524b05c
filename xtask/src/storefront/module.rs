//! From a crate to a module: `.wasm`, glue and twin.

use super::{glue, names, twin, workshop};
use crate::{
    process,
    setup::WASM_BINDGEN,
    wasm_toolchain::{TARGET, WasmToolchain},
    workspace,
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Features beyond the mvp that the modules use: all supported browsers have them, and they can be lowered for the
/// twin.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
];

/// A finished module. The build folder of its crate keeps it as `module.wasm`, `glue.js` and `twin.js`, where the tests
/// of `www/loader` find it.
pub(super) struct Module {
    /// The path of the module.
    pub(super) wasm: Vec<u8>,
    /// The path of its glue.
    pub(super) glue: PathBuf,
    /// An ES module whose default export is its twin, not minified.
    pub(super) twin: String,
}

/// Builds the module of the crate `name`.
pub(super) fn build(toolchain: WasmToolchain, name: &str) -> Result<Module> {
    let target_folder = workspace::target().join("storefront");
    // One call a crate: built together, they would get each other's features.
    let mut cargo = toolchain.cargo_build();
    cargo
        .args(["--profile", "storefront", "--package", name, "--target-dir"])
        .arg(&target_folder);
    process::run(&mut cargo)?;
    let stem = name.replace('-', "_");
    let compiled = target_folder
        .join(TARGET)
        .join("storefront")
        .join(format!("{stem}.wasm"));
    let folder = workshop().join(name);
    fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;

    let mut bindgen = Command::new(WASM_BINDGEN.program("wasm-bindgen")?);
    bindgen
        .args(["--target", "bundler", "--no-typescript", "--out-dir"])
        .arg(&folder)
        .arg(&compiled);
    process::run(bindgen.env_remove("RUST_BACKTRACE"))?;

    let generated_glue = read_text(&folder.join(format!("{stem}_bg.js")))?;
    let generated_wasm = read(&folder.join(format!("{stem}_bg.wasm")))?;
    let short = names::shorten(&generated_wasm, |export| {
        glue::uses(&generated_glue, export)
    })
    .with_context(|| format!("cannot shorten the names in {stem}_bg.wasm"))?;
    let glue_file = folder.join("glue.js");
    write(
        &glue_file,
        glue::adapt(&generated_glue, &short.imports, &short.exports)?.as_bytes(),
    )?;
    let short_wasm = folder.join("short.wasm");
    write(&short_wasm, &short.wasm)?;

    let wasm = folder.join("module.wasm");
    optimize(&short_wasm, &wasm)?;
    Ok(Module {
        wasm: read(&wasm)?,
        glue: glue_file,
        twin: make_twin(&wasm, &folder)?,
    })
}

fn optimize(from: &Path, to: &Path) -> Result<()> {
    let strip = [
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
        "--vacuum",
    ];
    process::run(wasm_opt(from, to).arg("-Oz").args(strip))
}

fn make_twin(wasm: &Path, folder: &Path) -> Result<String> {
    let lowered = folder.join("lowered.wasm");
    let lowering = [
        "--llvm-memory-copy-fill-lowering",
        "--signext-lowering",
        "--llvm-nontrapping-fptoint-lowering",
    ];
    process::run(wasm_opt(wasm, &lowered).args(lowering).arg("-Oz"))?;
    let script = folder.join("wasm2js.js");
    process::run(
        workspace::node_tool("wasm2js")
            .arg("-Oz")
            .arg(&lowered)
            .arg("--output")
            .arg(&script),
    )?;
    let twin = twin::factory(&read_text(&script)?)?;
    // For the tests of www/loader, which run module and twin side by side.
    write(&folder.join("twin.js"), twin.as_bytes())?;
    Ok(twin)
}

fn wasm_opt(from: &Path, to: &Path) -> Command {
    let mut command = workspace::node_tool("wasm-opt");
    command.args(FEATURES).arg(from).arg("--output").arg(to);
    command
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
