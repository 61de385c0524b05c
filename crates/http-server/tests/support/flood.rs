//! A service as a separate program, and thousands of connections to it that do as little as possible.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Enough that some must be closed: the limit of open files is half of it.
pub(crate) const CONNECTIONS: usize = 2_000;

/// A running program.
pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) addr: SocketAddr,
}

impl Program {
    /// Starts it with at most 1,024 open files, and reads its address from the line of its banner with `name`.
    pub(crate) fn start(command: Command, name: &str) -> Self {
        let program = command.get_program().to_owned();
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        let mut limited = Command::new("sh");
        limited
            .args(["-c", r#"ulimit -n 1024 && exec "$0" "$@""#])
            .arg(program)
            .args(arguments);
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => limited.env(name, value),
                None => limited.env_remove(name),
            };
        }
        // The log is not read.
        limited.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = limited.spawn().unwrap();
        drop(child.stderr.take());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let addr =
            lines.find_map(|line| line.unwrap().trim().strip_prefix(name)?.trim().parse().ok());
        Program {
            child,
            addr: addr.unwrap(),
        }
    }

    /// Memory that is resident, in bytes.
    pub(crate) fn rss(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .unwrap();
        let kilobytes: usize = line.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes * 1024
    }

    /// Sends a text on a new connection, which is kept.
    pub(crate) fn open(&self, text: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.addr).unwrap();
        // Some are closed by then, as intended.
        let _ = stream.write_all(text);
        stream
    }

    /// The start of the answer to a request on a new connection, and how long it took.
    pub(crate) fn get(&self, path: &str) -> (String, Duration) {
        let start = Instant::now();
        let mut stream = self.open(
            format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").as_bytes(),
        );
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let end = answer.len().min(200);
        (
            String::from_utf8_lossy(&answer[..end]).into_owned(),
            start.elapsed(),
        )
    }

    /// The status of the answer to a request with a body; `line` is its method and path, and maybe headers.
    pub(crate) fn status(&self, line: &str, body: &str) -> u16 {
        let (line, headers) = line.split_once('\n').unwrap_or((line, ""));
        let mut request = format!("{line} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n");
        if !headers.is_empty() {
            request += &format!("{headers}\r\n");
        }
        request += &format!("content-length: {}\r\n\r\n{body}", body.len());
        let mut stream = self.open(request.as_bytes());
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        answer.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// Sends the same requests over and over; memory grows to what they need, and then stays. `line` is as in
    /// [`status`](Self::status).
    pub(crate) fn stays_flat(
        &self,
        requests: &[(&str, String)],
        rounds: usize,
        is_right: fn(u16) -> bool,
    ) {
        let send_all = || {
            for (line, body) in requests {
                let status = self.status(line, body);
                let start: String = body.chars().take(60).collect();
                assert!(is_right(status), "{line} is {status}: {start}");
            }
        };
        (0..rounds).for_each(|_| send_all());
        let before = self.rss();
        (0..rounds).for_each(|_| send_all());
        let grown = self.rss().saturating_sub(before);
        println!("memory {} kB, grown by {} kB", before / 1024, grown / 1024);
        assert!(grown < 30_000_000, "{grown} bytes");
    }

    /// Opens idle and slow connections, and asks for `paths` among them. `idle` is the same program without other
    /// connections: its answer times at the same moment depend on the machine alone.
    pub(crate) fn stands_a_flood(&self, idle: &Program, slow: &[Vec<u8>], paths: &[&str]) {
        allow_open_files(3 * CONNECTIONS as u64);
        let ask = |program: &Program, path: &str| {
            let (answer, took) = program.get(path);
            assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer:?}");
            took
        };
        for path in paths {
            ask(self, path);
            ask(idle, path);
        }
        let before = self.rss();
        let mut held = Vec::new();
        let mut took = vec![Vec::new(); paths.len()];
        for kind in [vec![Vec::new()], slow.to_vec()] {
            for index in 0..CONNECTIONS {
                held.push(self.open(&kind[index % kind.len()]));
                if index % 100 == 0 {
                    for (path, took) in paths.iter().zip(&mut took) {
                        took.push((ask(self, path), ask(idle, path)));
                    }
                }
            }
        }
        let grown = self.rss().saturating_sub(before);
        println!(
            "{} connections: memory grown by {} kB",
            held.len(),
            grown / 1024
        );
        assert!(grown < 100_000_000, "{grown} bytes");
        for (path, took) in paths.iter().zip(took) {
            let (flooded, idle): (Vec<_>, Vec<_>) = took.into_iter().unzip();
            let (flooded, idle) = (Took::of(flooded), Took::of(idle));
            println!("{path}: {flooded:?}, without a flood {idle:?}");
            // It takes milliseconds on an idle machine.
            let second = Duration::from_secs(1);
            assert!(flooded.median < second + idle.median, "{path}");
            // A busy machine can delay one answer among many; a flood that keeps clients out delays them all.
            assert!(flooded.slowest < 10 * second + idle.slowest, "{path}");
        }
    }
}

/// How long answers took.
#[derive(Debug)]
#[expect(dead_code, reason = "the number of answers is printed")]
struct Took {
    answers: usize,
    median: Duration,
    slowest: Duration,
}

impl Took {
    fn of(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        Took {
            answers: all.len(),
            median: all[all.len() / 2],
            slowest: all[all.len() - 1],
        }
    }
}

/// The test's own limit; if it is lower, the system must raise it.
fn allow_open_files(count: u64) {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < count) {
        limit.current = Some(count);
        setrlimit(Resource::Nofile, limit).unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
