//! The visual suite: `npm run visual`, `visual:update`, `visual:report`.

use crate::{build, setup, workspace};
use anyhow::Result;
use std::process::{Command, ExitCode};

/// Runs the suite with its arguments, after making sure that everything is built and installed.
pub(crate) fn visual(arguments: &[String]) -> Result<ExitCode> {
    // Help needs nothing.
    if !arguments.iter().any(|it| it == "--help" || it == "-h") {
        setup::setup(setup::TEST)?;
        build::build()?;
    }
    let status = node("visual-tests/run.js").args(arguments).status()?;
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        None => ExitCode::FAILURE,
    })
}

/// A program of the suite, with the browsers that are set up.
pub(crate) fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(workspace::root().join(script))
        .current_dir(workspace::root());
    for (name, path) in [
        ("CHROMIUM", setup::chromium()),
        ("FIREFOX", setup::firefox()),
    ] {
        if let Some(path) = path {
            node.env(name, path);
        }
    }
    node
}
