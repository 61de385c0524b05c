//! Connections on a real port: the client's address, headers at their limit and beyond, and draining.

use axum::{Extension, routing::get};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
    task::JoinHandle,
};

use super::*;

const TIMEOUTS: Timeouts = Timeouts {
    header: Duration::from_secs(20),
    drain: Duration::ZERO,
    shutdown: Duration::from_secs(20),
};

struct Serving {
    addr: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// Serves the address of each request's peer.
async fn start(timeouts: Timeouts) -> Serving {
    let here = SocketAddr::from(([127, 0, 0, 1], 0));
    let listener = listen(here, "--addr").unwrap();
    let addr = listener.local_addr().unwrap();
    let peer = get(async |Extension(Peer(peer)): Extension<Peer>| peer.to_string());
    let router = Router::new().route("/", peer);
    let (stop, stopped) = oneshot::channel();
    let stopped = async { stopped.await.unwrap_or_default() };
    let task = tokio::spawn(serve(listener, router, timeouts, stopped));
    Serving { addr, stop, task }
}

async fn connect(addr: SocketAddr) -> TcpStream {
    TcpStream::connect(addr).await.unwrap()
}

async fn send(stream: &mut TcpStream, headers: &str) {
    let request = format!("GET / HTTP/1.1\r\nhost: a\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
}

/// Reads an answer up to its body, which is not empty.
async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer
        .windows(5)
        .any(|bytes| bytes.starts_with(b"\r\n\r\n"))
    {
        let count = stream.read_buf(&mut answer).await.unwrap();
        assert!(count > 0, "{}", String::from_utf8_lossy(&answer));
    }
    String::from_utf8_lossy(&answer).to_ascii_lowercase()
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await.unwrap();
    rest
}

#[tokio::test]
async fn a_request_knows_the_other_end_of_its_connection() {
    let Serving {
        addr, stop: _stop, ..
    } = start(TIMEOUTS).await;
    let mut stream = connect(addr).await;
    send(&mut stream, "connection: close\r\n").await;
    let own = stream.local_addr().unwrap().to_string();
    assert!(rest(&mut stream).await.ends_with(&own));
}

#[tokio::test]
async fn headers_are_bounded_at_and_beyond() {
    let Serving {
        addr, stop: _stop, ..
    } = start(TIMEOUTS).await;
    let around = "GET / HTTP/1.1\r\nhost: a\r\nx: \r\nconnection: close\r\n\r\n".len();
    for (bytes, status) in [
        (MAX_HEADER_BYTES, "200"),
        (MAX_HEADER_BYTES + 1, "431"),
        (400_000, "431"),
    ] {
        let mut stream = connect(addr).await;
        let value = "a".repeat(bytes - around);
        let request =
            format!("GET / HTTP/1.1\r\nhost: a\r\nx: {value}\r\nconnection: close\r\n\r\n");
        // The answer may come, and the connection end, before all was sent.
        let _ = stream.write_all(request.as_bytes()).await;
        let mut start = [0; 12];
        match stream.read_exact(&mut start).await {
            Ok(_) => assert_eq!(start[9..], *status.as_bytes(), "{bytes}"),
            Err(error) => assert!(bytes > 100_000, "{bytes}: {error}"),
        }
    }
}

#[tokio::test]
async fn while_draining_each_answer_ends_its_connection() {
    let drain = Duration::from_secs(600);
    let Serving { addr, stop, task } = start(Timeouts { drain, ..TIMEOUTS }).await;
    let mut kept = connect(addr).await;
    send(&mut kept, "").await;
    assert!(!answer(&mut kept).await.contains("connection: close"));
    stop.send(()).unwrap();
    // The signal is noticed a moment later.
    loop {
        let mut new = connect(addr).await;
        send(&mut new, "").await;
        if answer(&mut new).await.contains("connection: close") {
            rest(&mut new).await;
            break;
        }
    }
    send(&mut kept, "").await;
    assert!(answer(&mut kept).await.contains("connection: close"));
    rest(&mut kept).await;
    task.abort();
}

#[tokio::test]
async fn connections_that_wait_to_be_accepted_are_answered() {
    let Serving { addr, stop, task } = start(TIMEOUTS).await;
    // On one thread: the server does not run before something is awaited that is not there yet.
    stop.send(()).unwrap();
    let mut streams = Vec::new();
    for _ in 0..20 {
        let stream = std::net::TcpStream::connect(addr).unwrap();
        stream.set_nonblocking(true).unwrap();
        streams.push(TcpStream::from_std(stream).unwrap());
    }
    for mut stream in streams {
        send(&mut stream, "").await;
        assert!(answer(&mut stream).await.starts_with("http/1.1 200 "));
    }
    task.await.unwrap();
}

/// Without reading on, the connection is reset, and the reset may overtake the answer.
#[tokio::test]
async fn what_comes_behind_the_last_request_does_not_take_its_answer_away() {
    let Serving {
        addr, stop: _stop, ..
    } = start(TIMEOUTS).await;
    let mut stream = connect(addr).await;
    send(&mut stream, "connection: close\r\n").await;
    stream.write_all(&[b'a'; 100_000]).await.unwrap();
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 200 "));
    stream.write_all(&[b'a'; 100_000]).await.unwrap();
}

#[tokio::test]
async fn a_connection_made_while_draining_has_time_for_its_first_request() {
    let drain = |seconds| {
        let drain = Duration::from_secs(seconds);
        Server::new(Router::new(), Timeouts { drain, ..TIMEOUTS }).first_request
    };
    assert_eq!(drain(0), LAST_REQUEST);
    assert_eq!(drain(1), Duration::from_secs(1));
    // A connection that is never used does not hold up the end for longer.
    assert_eq!(drain(600), FIRST_REQUEST);
}
