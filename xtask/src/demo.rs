//! The demo shop on this machine: `npm run demo`.

use crate::{build, workspace};
use anyhow::{Context, Result};
use std::process::Command;

/// Builds everything and becomes `dormouse demo`, so that Ctrl-C and signals go straight to it.
pub(crate) fn demo(arguments: &[String]) -> Result<()> {
    build::build()?;
    let program = workspace::target().join("release/dormouse");
    let mut dormouse = Command::new(&program);
    dormouse.arg("demo").args(arguments);
    become_program(&mut dormouse).with_context(|| format!("cannot start {}", program.display()))
}

#[cfg(unix)]
fn become_program(program: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(program.exec().into())
}

#[cfg(not(unix))]
fn become_program(program: &mut Command) -> Result<()> {
    crate::process::run(program)
}
