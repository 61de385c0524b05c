//! SIGTERM under load, with clients that keep their connections: lost requests by drain time.
#![cfg(target_os = "linux")]
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use std::process::Command;

#[path = "../../crates/http-server/tests/support/flood.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod flood;

#[path = "../../crates/http-server/tests/support/draining.rs"]
mod draining;

use flood::Program;

fn start(drain_seconds: u32) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renderer-service"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RENDERER_")) {
        command.env_remove(name);
    }
    // The service must accept everything, however busy the machine is.
    command.args(["--addr", "127.0.0.1:0", "--log", "warn"]);
    command.args(["--max-wait-ms", "60000", "--deadline-ms", "60000"]);
    command.args(["--drain-delay-seconds", &drain_seconds.to_string()]);
    Program::start(command, "RENDERER_ADDR")
}

#[test]
fn no_request_is_lost_if_there_is_time_to_drain() {
    const BODY: &str = r#"{"format":"markdown","content":"*Hello* you"}"#;
    let length = BODY.len();
    let request =
        format!("POST /v1/render HTTP/1.1\r\nhost: a\r\ncontent-length: {length}\r\n\r\n{BODY}");
    draining::loses_nothing(&request, start);
}
