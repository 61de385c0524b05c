//! The folder of the database, used by one process at a time.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

mod private;

/// The room that the largest submission needs at least: its body, 64 KiB, in the log.
const PROBE_BYTES: usize = 64 * 1024;

/// The folder, for as long as this value lives.
#[derive(Debug)]
pub(crate) struct DataFolder {
    path: PathBuf,
    /// Locked, because a second process that publishes would compose scripts without knowing this one's changes. The
    /// operating system unlocks it when the process ends, however it ends.
    _lock: File,
}

impl DataFolder {
    /// Creates the folder if it does not exist, and locks it.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        private::make_folder(path)
            .with_context(|| format!("cannot make the data folder {}", path.display()))?;
        let lock_path = path.join("dormouse.lock");
        let lock = private::open_file(&lock_path)
            .with_context(|| format!("cannot write {}", lock_path.display()))?;
        match lock.try_lock() {
            Ok(()) => {
                let folder = DataFolder {
                    path: path.to_owned(),
                    _lock: lock,
                };
                // Before SQLite, which gives its log and index the mode of the database file.
                let database = folder.database();
                private::open_file(&database)
                    .with_context(|| format!("cannot write {}", database.display()))?;
                private::close_to_others(path)
                    .with_context(|| format!("cannot change modes in {}", path.display()))?;
                Ok(folder)
            }
            Err(TryLockError::WouldBlock) => bail!(
                "another dormouse uses the data folder {}; stop it, or choose another folder with --data",
                path.display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {}", lock_path.display()))
            }
        }
    }

    /// Makes sure that the disk takes a file of [`PROBE_BYTES`], which is removed at once.
    pub(crate) fn check_writable(&self) -> io::Result<()> {
        let path = self.path.join("dormouse.probe");
        let written = private::open_file(&path).and_then(|mut file| {
            file.write_all(&vec![0; PROBE_BYTES])?;
            file.sync_all()
        });
        let removed = fs::remove_file(&path);
        written.and(removed)
    }

    /// Path of the database file.
    pub(crate) fn database(&self) -> PathBuf {
        self.path.join("dormouse.sqlite")
    }
}
