//! The program: what it prints, and how it stops.
#![cfg(unix)]
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
};

struct Program {
    child: Child,
    addr: SocketAddr,
}

/// A program with these arguments, without the developer's own environment.
fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renderer-service"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RENDERER_")) {
        command.env_remove(name);
    }
    command.args(arguments).stdout(Stdio::piped());
    command
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let mut child = program(&["--addr", "127.0.0.1:0"])
            .args(arguments)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let addr = lines.find_map(|line| {
            let line = line.unwrap();
            let addr = line.trim().strip_prefix("RENDERER_ADDR")?.trim();
            Some(addr.parse().unwrap())
        });
        Program {
            child,
            addr: addr.unwrap(),
        }
    }

    fn terminate(&self) {
        let pid = self.child.id().to_string();
        let kill = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(kill.unwrap().success());
    }

    /// The status line and the body of an answer.
    fn get(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(self.addr)?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_that_it_stops_answers_for_a_while_and_then_ends_well() {
    let mut program = Program::start(&["--drain-delay-seconds", "2"]);
    assert!(program.get("/readyz").unwrap().starts_with("HTTP/1.1 200 "));
    program.terminate();
    while !program.get("/readyz").unwrap().starts_with("HTTP/1.1 503 ") {}
    assert!(
        program
            .get("/healthz")
            .unwrap()
            .starts_with("HTTP/1.1 200 ")
    );
    while program.get("/healthz").is_ok() {}
    assert!(program.child.wait().unwrap().success());
}

#[test]
fn wrong_use_is_explained_and_the_exit_code_is_2() {
    for (arguments, message) in [
        (["--workers", "0"], "workers"),
        (["--addr", "nowhere"], "addr"),
        (["--log", "a=b=c"], "RENDERER_LOG"),
    ] {
        let output = program(&arguments).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(message), "{message:?} is not in {stderr}");
    }
}
