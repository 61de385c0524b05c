//! Measurements that decisions rest on: `npm run bench`.

use crate::{process, setup, size, storefront, workspace};
use anyhow::Result;
use std::process::Command;

/// Runs every benchmark; tables on the way, JSON under `target/bench/`.
pub(crate) fn bench() -> Result<()> {
    setup::setup(setup::TEST)?;
    storefront::build()?;
    // Composes the scripts that are compared; whether they keep their budget is for `size` to say.
    size::measure()?;
    delivery()?;
    rich_text()?;
    explain()?;
    show_trace()?;
    renderer_load()
}

/// The ways to deliver the trigger module, in the browser.
fn delivery() -> Result<()> {
    let mut node = node("bench/storefront.js");
    if let Some(chromium) = setup::chromium() {
        node.env("CHROMIUM", chromium);
    }
    process::run(&mut node)
}

/// Our rendering of rich text compared with the alternatives.
fn rich_text() -> Result<()> {
    process::run(workspace::cargo().args([
        "build",
        "--locked",
        "--release",
        "--package=rich-text",
        "--example=render_many",
    ]))?;
    let ours = workspace::target().join("release/examples/render_many");
    process::run(node("bench/rich-text.js").env("RENDER_MANY", ours))
}

/// Explaining decisions, on one core.
fn explain() -> Result<()> {
    process::run(workspace::cargo().args([
        "build",
        "--locked",
        "--release",
        "--package",
        "dormouse",
    ]))?;
    process::run(&mut node("bench/explain.js"))
}

/// The longest task while a form opens, in the browser; needs the binary that `explain` builds.
fn show_trace() -> Result<()> {
    let mut node = node("bench/show-trace.js");
    if let Some(chromium) = setup::chromium() {
        node.env("CHROMIUM", chromium);
    }
    process::run(&mut node)
}

/// The renderer service on one core, its client on another.
fn renderer_load() -> Result<()> {
    process::run(workspace::cargo().args([
        "build",
        "--locked",
        "--release",
        "--package",
        "renderer-service",
    ]))?;
    process::run(&mut node("bench/renderer-load.js"))
}

fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(script).current_dir(workspace::root());
    node
}
