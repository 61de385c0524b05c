//! The text files of the clone, as git knows them, without the ignored ones.

use crate::{process, workspace};
use anyhow::Result;
use std::{fs, process::Command};

/// A source file.
pub(super) struct Source {
    /// Its path below the clone's top folder, with `/`.
    pub(super) path: String,
    /// The content of the file.
    pub(super) text: String,
}

impl Source {
    /// Whether the file's name ends in a dot and `extension`.
    pub(super) fn is(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, actual)| actual == extension)
    }
}

/// The paths of all files that are committed or could be.
pub(super) fn paths() -> Result<Vec<String>> {
    let arguments = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let list = process::output(
        Command::new("git")
            .args(arguments)
            .current_dir(workspace::root()),
    )?;
    let paths = list.split('\0').filter(|path| !path.is_empty());
    Ok(paths.map(str::to_owned).collect())
}

/// Those of `paths` that are UTF-8.
pub(super) fn read(paths: &[String]) -> Vec<Source> {
    let mut sources = Vec::new();
    for path in paths {
        // A file that was deleted but is still in the index, and pictures, are left out.
        if let Ok(text) = fs::read_to_string(workspace::root().join(path)) {
            sources.push(Source {
                path: path.clone(),
                text,
            });
        }
    }
    sources
}
