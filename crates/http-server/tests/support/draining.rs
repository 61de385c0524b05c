//! SIGTERM under load, with clients that keep their connections: lost requests by drain time.

use std::{
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use crate::flood::Program;

const CLIENTS: usize = 16;

/// How often the service is stopped for each drain time, unless `DRAIN_ROUNDS` is set.
const ROUNDS: usize = 2;

/// The outcomes of the requests of all clients.
#[derive(Debug, Default)]
struct Tally {
    answered: AtomicUsize,
    /// The connection was closed before the answer.
    lost: AtomicUsize,
    /// The connection was reset.
    reset: AtomicUsize,
}

/// Stops a service under load again and again. `start` starts it with a drain time in seconds, and `request` is the
/// request that its clients send repeatedly.
pub(crate) fn loses_nothing(request: &str, start: impl Fn(u32) -> Program) {
    let rounds = std::env::var("DRAIN_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    for seconds in [0, 1, 2] {
        let tally = Tally::default();
        for _ in 0..rounds {
            stop_under_load(start(seconds), request, &tally);
        }
        println!("drain of {seconds} s, {rounds} rounds: {tally:?}");
        // Without a drain, a client may send a request at the very moment at which its connection is closed.
        if seconds > 0 {
            let lost = [&tally.lost, &tally.reset].map(|count| count.load(Ordering::Relaxed));
            assert_eq!(lost, [0, 0], "lost and reset with {seconds} s");
        }
    }
}

fn stop_under_load(mut program: Program, request: &str, tally: &Tally) {
    let enough = tally.answered.load(Ordering::Relaxed) + 4 * CLIENTS;
    let addr = program.addr;
    thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| client(addr, request, tally));
        }
        while tally.answered.load(Ordering::Relaxed) < enough {
            thread::sleep(Duration::from_millis(1));
        }
        let pid = program.child.id().to_string();
        let kill = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(kill.unwrap().success());
    });
    assert!(program.child.wait().unwrap().success());
}

/// Sends one request after the other until the port refuses.
fn client(addr: SocketAddr, request: &str, tally: &Tally) {
    while let Ok(stream) = TcpStream::connect(addr) {
        let mut stream = BufReader::new(stream);
        loop {
            let sent = stream.get_mut().write_all(request.as_bytes());
            let read = sent.and_then(|()| answer(&mut stream));
            let (counter, is_last) = match read {
                Ok(is_last) => (&tally.answered, is_last),
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => (&tally.lost, true),
                Err(_) => (&tally.reset, true),
            };
            counter.fetch_add(1, Ordering::Relaxed);
            if is_last {
                break;
            }
        }
    }
}

/// Reads an answer to its end; whether the connection ends with it.
fn answer(stream: &mut BufReader<TcpStream>) -> std::io::Result<bool> {
    let (mut length, mut is_last, mut line) = (0, false, String::new());
    loop {
        let is_first = line.is_empty();
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        assert!(!is_first || line.starts_with("HTTP/1.1 200 "), "{line}");
        let header = line.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
        is_last |= header == "connection: close";
    }
    stream.read_exact(&mut vec![0; length])?;
    Ok(is_last)
}
