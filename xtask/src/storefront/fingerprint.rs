//! Checks whether `dist/storefront` still matches its inputs.

use super::{dist, workshop};
use crate::{dependencies::Graph, wasm_toolchain::WasmToolchain, workspace};
use anyhow::{Context, Result};
use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// The combined fingerprint of all inputs.
pub(super) type Fingerprint = u64;

/// Inputs other than the crates and their dependencies.
const INPUTS: &[&str] = &[
    // The profile `storefront`.
    "Cargo.toml",
    "package-lock.json",
    // How a file is named by its content.
    "crates/form-compile/src/asset.rs",
    // How bytes become a string.
    "crates/form-compile/src/onsite_script.rs",
    "www/loader",
    "xtask/src/storefront.rs",
    "xtask/src/storefront",
    "xtask/src/wasm_toolchain.rs",
];

/// Computes the fingerprint of all inputs of the storefront's files.
pub(super) fn of_inputs(toolchain: WasmToolchain) -> Result<Fingerprint> {
    let graph = Graph::load()?;
    let mut packages = graph.closure("form-trigger")?;
    packages.append(&mut graph.closure("form-render")?);
    let mut hasher = DefaultHasher::new();
    toolchain.version()?.hash(&mut hasher);
    let mut paths: BTreeSet<PathBuf> = INPUTS
        .iter()
        .map(|input| workspace::root().join(input))
        .collect();
    for package in packages {
        (&package.name, &package.version).hash(&mut hasher);
        if package.is_member {
            paths.insert(package.folder.clone());
        }
    }
    for path in paths {
        hash_path(&path, &mut hasher)?;
    }
    Ok(hasher.finish())
}

/// Whether the finished files were made from these inputs and are unchanged since.
pub(super) fn is_current(inputs: Fingerprint) -> bool {
    let stamp = of_output().map(|output| stamp(inputs, output));
    matches!((fs::read_to_string(stamp_file()), stamp), (Ok(old), Ok(new)) if old == new)
}

/// Notes that the finished files were made from these inputs.
pub(super) fn remember(inputs: Fingerprint) -> Result<()> {
    let file = stamp_file();
    fs::write(&file, stamp(inputs, of_output()?))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn stamp_file() -> PathBuf {
    workshop().join("fingerprint")
}

fn stamp(inputs: Fingerprint, output: Fingerprint) -> String {
    format!("{inputs:016x} {output:016x}\n")
}

fn of_output() -> Result<Fingerprint> {
    let mut hasher = DefaultHasher::new();
    hash_path(&dist(), &mut hasher)?;
    Ok(hasher.finish())
}

/// Adds a file, or all files of a folder in the order of their names.
fn hash_path(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let message = || format!("cannot read {}", path.display());
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(message)?;
        let entries = entries
            .map(|entry| Ok(entry.with_context(message)?.path()))
            .collect::<Result<BTreeSet<_>>>()?;
        return entries
            .iter()
            .try_for_each(|entry| hash_path(entry, hasher));
    }
    path.hash(hasher);
    fs::read(path).with_context(message)?.hash(hasher);
    Ok(())
}
