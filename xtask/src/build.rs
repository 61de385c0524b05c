//! The whole build: first the storefront's files, then the binary that embeds them, and the renderer service.

use crate::{process, setup, storefront, workspace};
use anyhow::Result;

/// Builds `dist/storefront`, `target/release/dormouse` and `target/release/renderer-service`.
pub(crate) fn build() -> Result<()> {
    setup::setup(setup::BUILD)?;
    storefront::build()?;
    process::run(workspace::cargo().args([
        "build",
        "--locked",
        "--release",
        "--package",
        "dormouse",
        "--package",
        "renderer-service",
    ]))
}
