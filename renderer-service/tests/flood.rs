//! Thousands of connections that do nothing, or as little as they can, at 1,024 open files; and logs that are lost.
#![cfg(target_os = "linux")]
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use std::process::Command;

#[path = "../../crates/http-server/tests/support/flood.rs"]
mod flood;

#[path = "../../crates/bounded-json/tests/support/bombs.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod bombs;

use flood::Program;

fn renderer() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renderer-service"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RENDERER_")) {
        command.env_remove(name);
    }
    command.args(["--addr", "127.0.0.1:0"]);
    command
}

#[test]
fn idle_and_slow_connections_keep_no_client_out() {
    let [program, idle] = [(); 2].map(|()| Program::start(renderer(), "RENDERER_ADDR"));
    let long = "a".repeat(30_000);
    let slow = [
        b"GET / HTTP/1.1\r\nhost: a\r\n".to_vec(),
        format!("GET / HTTP/1.1\r\nx: {long}").into_bytes(),
        b"POST /v1/render HTTP/1.1\r\nhost: a\r\ncontent-length: 60000\r\n\r\n{".to_vec(),
        b"GET /openapi.json HTTP/1.1\r\nhost: a\r\n\r\n".repeat(100),
    ];
    program.stands_a_flood(&idle, &slow, &["/healthz", "/openapi.json"]);
}

#[test]
fn a_log_that_cannot_be_written_ends_nothing() {
    for sink in ["true", "exec 2>/dev/full", "exec 2>&-"] {
        let command = renderer();
        let mut limited = Command::new("sh");
        limited
            .args(["-c", &format!(r#"{sink}; exec "$0" "$@""#)])
            .arg(command.get_program());
        limited.args(command.get_args());
        let mut program = Program::start(limited, "RENDERER_ADDR");
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
    let program = Program::start(renderer(), "RENDERER_ADDR");
    let mut requests = Vec::new();
    for (_, bomb) in bombs::bombs(8_000_000) {
        let form =
            format!(r#"{{"render":{{"module":"a","twin":"b"}},"base_url":"","form":{bomb}}}"#);
        requests.push(("POST /v1/render", bomb));
        requests.push(("POST /v1/compile", form));
    }
    program.stays_flat(&requests, 1, |status| (400..500).contains(&status));
}

/// 10,000 of them, half before the memory is looked at and half behind.
#[test]
fn renders_leave_the_memory_as_it_was() {
    let program = Program::start(renderer(), "RENDERER_ADDR");
    let requests: Vec<_> = (0..50)
        .map(|length| {
            let text = "*Hello* [you](https://shop.example) ".repeat(length * 10);
            let content = serde_json::Value::from(text);
            (
                "POST /v1/render",
                format!(r#"{{"format":"markdown","content":{content}}}"#),
            )
        })
        .collect();
    program.stays_flat(&requests, 100, |status| status == 200);
}
