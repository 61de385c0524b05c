//! The whole build: first the storefront's files, then the binary that embeds them.

use crate::{process, setup, storefront, workspace};
use anyhow::Result;

/// Builds `dist/storefront` and `target/release/dormouse`.
pub(crate) fn build() -> Result<()> {
    setup::setup(setup::BUILD)?;
    storefront::build()?;
    process::run(workspace::cargo().args(["build", "--release", "--package", "dormouse"]))
}
