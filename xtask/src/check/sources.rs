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

/// All files that are committed or could be, if they are UTF-8.
pub(super) fn read() -> Result<Vec<Source>> {
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
    let mut sources = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file that was deleted but is still in the index, and pictures, are left out.
        if let Ok(text) = fs::read_to_string(workspace::root().join(path)) {
            sources.push(Source {
                path: path.to_owned(),
                text,
            });
        }
    }
    Ok(sources)
}
