//! Protects what visitors sent from the other users of the machine: folder 0700, files 0600.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
};

/// The prefix of the names of all our files: `dormouse.lock`, `dormouse.sqlite`, `dormouse.sqlite-wal`.
const OUR_FILES: &str = "dormouse.";

/// Creates a folder, and those above it, for its owner only; an existing one stays as it is.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens a file to write, and creates it if it does not exist, for its owner only.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes the access of all other users to the folder and our files in it.
///
/// A folder that also contains other files keeps its mode: it may be shared on purpose, such as `/tmp`.
#[cfg(unix)]
pub(super) fn close_to_others(folder: &Path) -> io::Result<()> {
    let mut is_ours_alone = true;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(OUR_FILES) {
            tighten(&entry.path())?;
        } else {
            is_ours_alone = false;
        }
    }
    if is_ours_alone {
        tighten(folder)
    } else {
        Ok(())
    }
}

/// Elsewhere the folder's own permissions decide.
#[cfg(not(unix))]
pub(super) fn close_to_others(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes every right of group and others.
#[cfg(unix)]
fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::symlink_metadata(path)?.permissions().mode() & 0o7777;
    let private = mode & 0o7700;
    if mode != private {
        fs::set_permissions(path, fs::Permissions::from_mode(private))?;
        tracing::warn!(
            path = %path.display(),
            "others could read or enter it: its mode was {mode:03o} and is {private:03o} now"
        );
    }
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[track_caller]
    fn has_mode(path: &Path, mode: u32) {
        let found = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{} has mode {found:o}", path.display());
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_new_folder_and_its_files_are_the_owners_alone() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("new/data");
        make_folder(&folder).unwrap();
        open_file(&folder.join("dormouse.lock")).unwrap();
        close_to_others(&folder).unwrap();
        has_mode(&folder, 0o700);
        has_mode(&folder.join("dormouse.lock"), 0o600);
    }

    #[test]
    fn open_files_are_closed_to_other_users() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dormouse.sqlite");
        fs::write(&file, "kept").unwrap();
        set_mode(&file, 0o644);
        set_mode(folder.path(), 0o755);
        close_to_others(folder.path()).unwrap();
        has_mode(folder.path(), 0o700);
        has_mode(&file, 0o600);
        assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
    }

    #[test]
    fn a_folder_that_others_use_too_keeps_its_mode() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, theirs) = (
            folder.path().join("dormouse.sqlite"),
            folder.path().join("notes"),
        );
        for file in [&ours, &theirs] {
            fs::write(file, "").unwrap();
            set_mode(file, 0o644);
        }
        set_mode(folder.path(), 0o755);
        close_to_others(folder.path()).unwrap();
        has_mode(folder.path(), 0o755);
        has_mode(&ours, 0o600);
        has_mode(&theirs, 0o644);
    }
}
