//! A disk that takes no more, and files that only their owner may read.
#![cfg(target_os = "linux")]

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command};

use tempfile::TempDir;

use crate::{
    forms::{form, submission},
    test_app::{FORM, ORIGIN, TestApp, modules},
};

/// A file system of 4 MB in memory, as long as this lives; `None` if this user may not mount one.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(SmallDisk(folder));
        }
        println!("skipped: this user may not mount a file system of 4 MB");
        None
    }

    /// Fills it up to the last byte.
    fn fill(&self) {
        let mut room = 1 << 20;
        while room > 0 {
            let file = self.0.path().join(format!("filling-{room}"));
            if fs::write(&file, vec![0; room]).is_err() {
                let _ = fs::remove_file(&file);
                room /= 2;
            } else {
                fs::rename(
                    &file,
                    self.0.path().join(format!(
                        "full-{}",
                        fs::read_dir(self.0.path()).unwrap().count()
                    )),
                )
                .unwrap();
            }
        }
    }

    fn empty(&self) {
        for entry in fs::read_dir(self.0.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::remove_file(path).unwrap();
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("--lazy")
            .arg(self.0.path())
            .status();
    }
}

/// Waits until `/readyz` gives another answer than before, because an answer is reused for a second.
async fn ready_is(app: &TestApp, status: u16) {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while app.get("/readyz", &[]).await.status != status {
        assert!(
            std::time::Instant::now() < deadline,
            "/readyz does not answer {status}"
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_disk_that_takes_nothing_is_not_ready() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let app = TestApp::start().await;
    let app = app
        .restart(modules("1"), |config| {
            config.data = disk.0.path().join("data")
        })
        .await;
    app.put_site(&[ORIGIN]).await;
    let version_id = app.publish(&form(FORM, "Hello")).await;
    app.get("/readyz", &[]).await.is(200);
    disk.fill();
    ready_is(&app, 503).await;
    app.get("/v1/testshop/onsite.js", &[]).await.is(200);
    app.get("/healthz", &[]).await.is(200);
    disk.empty();
    ready_is(&app, 200).await;
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
    app.app.close().await;
}

#[tokio::test]
async fn a_folder_in_which_no_file_can_be_made_is_not_ready() {
    let app = TestApp::start().await;
    // Root may write everywhere, so that no mode would do; a read-only disk refuses in the same place.
    let probe = app.config.data.join("dormouse.probe");
    fs::create_dir(&probe).unwrap();
    ready_is(&app, 503).await;
    fs::remove_dir(&probe).unwrap();
    ready_is(&app, 200).await;
}

#[track_caller]
fn has_mode(path: &Path, mode: u32) {
    let found = fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(found, mode, "{} has mode {found:o}", path.display());
}

#[tokio::test]
async fn only_the_owner_may_read_what_visitors_sent() {
    let (app, version_id) = TestApp::with_form().await;
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
    has_mode(&app.config.data, 0o700);
    let files = [
        "dormouse.sqlite",
        "dormouse.sqlite-wal",
        "dormouse.sqlite-shm",
        "dormouse.lock",
    ];
    for file in files {
        has_mode(&app.config.data.join(file), 0o600);
    }
    // A folder that an earlier release left open.
    let data = app.config.data.clone();
    for (path, mode) in [(data.clone(), 0o755), (data.join("dormouse.sqlite"), 0o644)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let app = app.restart(modules("1"), |_| {}).await;
    app.submit(&submission(2, FORM, &version_id)).await.is(201);
    has_mode(&app.config.data, 0o700);
    for file in files {
        has_mode(&app.config.data.join(file), 0o600);
    }
}
