//! SIGTERM under load, with clients that keep their connections: lost requests by drain time.
#![cfg(target_os = "linux")]
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use std::{path::Path, process::Command};

#[path = "../../http-server/tests/support/flood.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod flood;

#[path = "../../http-server/tests/support/draining.rs"]
mod draining;

use flood::Program;

fn start(folder: &Path, drain_seconds: u32) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dormouse"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DORMOUSE_")) {
        command.env_remove(name);
    }
    command.args(["serve", "--addr", "127.0.0.1:0", "--log", "warn"]);
    command.args(["--api-token", "token-for-tests-only"]);
    command.args(["--drain-delay-seconds", &drain_seconds.to_string()]);
    command.arg("--data").arg(folder);
    Program::start(command, "DORMOUSE_ADDR")
}

/// The requests write to the database, so that an answer says that something was kept.
#[test]
fn no_request_is_lost_if_there_is_time_to_drain() {
    let folder = tempfile::tempdir().unwrap();
    let request = "PUT /api/v1/sites/demoshop HTTP/1.1\r\nhost: a\r\n\
                   authorization: Bearer token-for-tests-only\r\ncontent-length: 14\r\n\r\n{\"origins\":[]}";
    draining::loses_nothing(request, |seconds| start(folder.path(), seconds));
}
