//! Thousands of connections that do nothing, or as little as they can, at 1,024 open files.
#![cfg(target_os = "linux")]
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use std::process::Command;

#[path = "../../http-server/tests/support/flood.rs"]
mod flood;

#[path = "../../bounded-json/tests/support/bombs.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod bombs;

use flood::Program;

/// The script of the site that the test makes.
const SCRIPT: &str = "/v1/demoshop/onsite.js";

fn serve(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dormouse"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DORMOUSE_")) {
        command.env_remove(name);
    }
    command.args([
        "serve",
        "--addr",
        "127.0.0.1:0",
        "--api-token",
        "token-for-tests-only",
    ]);
    command.arg("--data").arg(folder);
    command
}

/// Starts it and makes a site.
fn start_with_site(folder: &std::path::Path) -> Program {
    let program = Program::start(serve(folder), "DORMOUSE_ADDR");
    let site = "PUT /api/v1/sites/demoshop\nauthorization: Bearer token-for-tests-only";
    assert_eq!(program.status(site, r#"{"origins":[]}"#), 200);
    program
}

#[test]
fn idle_and_slow_connections_keep_no_client_out() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let [program, idle] = folders
        .each_ref()
        .map(|folder| start_with_site(folder.path()));
    let long = "a".repeat(30_000);
    let slow = [
        b"GET / HTTP/1.1\r\nhost: a\r\n".to_vec(),
        format!("GET / HTTP/1.1\r\nx: {long}").into_bytes(),
        b"POST /api/v1/sites/demoshop/submissions HTTP/1.1\r\nhost: a\r\ncontent-length: 60000\r\n\r\n{".to_vec(),
        format!("POST /api/v1/sites/demoshop/submissions HTTP/1.1\r\nhost: a\r\ncontent-length: 65536\r\n\r\n{}", "a".repeat(60_000)).into_bytes(),
        format!("GET {SCRIPT} HTTP/1.1\r\nhost: a\r\n\r\n").repeat(100).into_bytes(),
    ];
    program.stands_a_flood(&idle, &slow, &["/healthz", SCRIPT]);
}

/// The log's reader is gone, the disk is full, or there is no log.
#[test]
fn a_log_that_cannot_be_written_ends_nothing() {
    for sink in ["true", "exec 2>/dev/full", "exec 2>&-"] {
        let folder = tempfile::tempdir().unwrap();
        let command = serve(folder.path());
        let mut limited = Command::new("sh");
        limited
            .args(["-c", &format!(r#"{sink}; exec "$0" "$@""#)])
            .arg(command.get_program());
        limited.args(command.get_args());
        let mut program = Program::start(limited, "DORMOUSE_ADDR");
        for _ in 0..20 {
            assert!(
                program.get("/healthz").0.starts_with("HTTP/1.1 200 "),
                "{sink}"
            );
        }
        assert!(program.child.try_wait().unwrap().is_none(), "{sink}");
    }
}

#[test]
fn oversized_documents_leave_the_memory_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let program = start_with_site(folder.path());
    let draft = "PUT /api/v1/sites/demoshop/forms/letter1/draft\nauthorization: Bearer token-for-tests-only";
    let mut requests = Vec::new();
    for (_, bomb) in bombs::bombs(8_000_000) {
        requests.push((draft, format!(r#"{{"x":{bomb}}}"#)));
        requests.push(("POST /api/v1/sites/demoshop/submissions", bomb));
    }
    // A draft may be any object that keeps within the bounds.
    program.stays_flat(&requests, 1, |status| {
        status == 200 || (400..500).contains(&status)
    });
}
