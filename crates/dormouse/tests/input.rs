//! Input and output of the command line: files of any size, oversized documents, readers that go away, full disks.
#![cfg(target_os = "linux")]
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use std::{
    fs::{self, File},
    process::{Command, Output, Stdio},
};

#[path = "../../bounded-json/tests/support/bombs.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod bombs;

const MAX_FILE_BYTES: usize = 9 * 1024 * 1024;

fn dormouse(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dormouse"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DORMOUSE_")) {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

/// Runs a command on a text.
fn run(arguments: &[&str], text: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input.json");
    fs::write(&path, text).unwrap();
    dormouse(arguments)
        .stdin(File::open(&path).unwrap())
        .output()
        .unwrap()
}

#[test]
fn no_text_exhausts_the_stack_of_a_command() {
    for (name, bomb) in bombs::bombs(200_000) {
        for arguments in [
            &["validate", "-"][..],
            &["render", "-"],
            &["explain", "-"],
            &["render", "--jsonl"],
            &["explain", "--jsonl"],
            &["compile", "--jsonl"],
        ] {
            let output = run(arguments, &bomb);
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert_eq!(
                output.status.code(),
                Some(1),
                "{name}: {arguments:?}: {stderr}"
            );
        }
    }
}

#[test]
fn a_file_is_read_up_to_its_limit_and_not_beyond() {
    for (bytes, code) in [(MAX_FILE_BYTES, 1), (MAX_FILE_BYTES + 1, 2)] {
        let output = run(&["validate", "-"], &" ".repeat(bytes));
        assert_eq!(output.status.code(), Some(code), "{bytes}");
    }
    let output = dormouse(&["validate", "/dev/zero"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_file_may_begin_with_a_byte_order_mark() {
    let output = run(
        &["render", "-"],
        "\u{feff}{\"format\":\"markdown\",\"content\":\"a\"}",
    );
    assert_eq!(output.status.code(), Some(0));
    let lines = "\u{feff}{\"format\":\"markdown\",\"content\":\"a\"}\r\n{\"format\":\"markdown\",\"content\":\"b\"}\r\n";
    let output = run(&["render", "--jsonl"], lines);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_reader_that_goes_away_or_a_full_disk_makes_no_panic() {
    let line = "{\"format\":\"markdown\",\"content\":\"a\"}\n".repeat(20_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input.json");
    fs::write(&path, &line).unwrap();
    for arguments in [
        &["render", "--jsonl"][..],
        &["validate", "-"],
        &["--help"],
        &["--version"],
    ] {
        for is_full in [true, false] {
            let stdout = if is_full {
                File::options()
                    .write(true)
                    .open("/dev/full")
                    .unwrap()
                    .into()
            } else {
                Stdio::piped()
            };
            let mut command = dormouse(arguments);
            command
                .stdin(File::open(&path).unwrap())
                .stdout(stdout)
                .stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
            assert!(
                matches!(output.status.code(), Some(0..=2)),
                "{arguments:?}: {stderr}"
            );
        }
    }
}

#[test]
fn an_empty_variable_is_not_set_and_a_wrong_address_is_reported_with_its_flag() {
    let output = dormouse(&["serve"])
        .env("DORMOUSE_ADDR", "")
        .env("DORMOUSE_SUBMISSIONS_IN_FLIGHT", "")
        .env("DORMOUSE_PUBLIC_URL", " ")
        .env("DORMOUSE_API_TOKEN", "")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.contains("DORMOUSE_API_TOKEN"), "{stderr}");
    let output = dormouse(&["serve"])
        .env("DORMOUSE_ADDR", "shop.example:80")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr.contains("--addr") && stderr.contains("`localhost:8787`"),
        "{stderr}"
    );
}
