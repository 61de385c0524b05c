//! Bodies that are too large, too slow, or in the way of an early answer: through a real port.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::test_app::{SITE, Serving, TestApp};

const MEGABYTE: usize = 1_000_000;

/// Sends headers, then a body in pieces, as far as the service takes it, and reads the answer to its end.
async fn exchange(serving: &Serving, head: &str, pieces: &[&[u8]]) -> String {
    let mut stream = TcpStream::connect(serving.addr).await.unwrap();
    let head = format!("{head}\r\nhost: forms.example\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    for piece in pieces {
        stream.write_all(piece).await.unwrap();
    }
    let mut answer = Vec::new();
    timeout(Duration::from_secs(20), stream.read_to_end(&mut answer))
        .await
        .unwrap()
        .unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn post() -> String {
    format!("POST /api/v1/sites/{SITE}/submissions HTTP/1.1\r\norigin: https://shop.example")
}

#[track_caller]
fn is_too_large(answer: &str) {
    let answer = answer.to_ascii_lowercase();
    assert!(answer.starts_with("http/1.1 413 "), "{answer}");
    assert!(
        answer.contains("access-control-allow-origin: *"),
        "{answer}"
    );
    assert!(answer.contains(r#""code":"body_too_large""#), "{answer}");
}

#[tokio::test]
async fn ten_megabytes_are_answered_with_a_413_that_the_client_can_read() {
    let (app, _) = TestApp::with_form().await;
    let serving = app.serve().await;
    let zeros = vec![b'0'; 10 * MEGABYTE];
    let with_length = format!("{}\r\ncontent-length: {}", post(), zeros.len());
    is_too_large(&exchange(&serving, &with_length, &[&zeros]).await);

    let chunked = format!("{}\r\ntransfer-encoding: chunked", post());
    let size = format!("{:x}\r\n", zeros.len());
    is_too_large(
        &exchange(
            &serving,
            &chunked,
            &[size.as_bytes(), &zeros, b"\r\n0\r\n\r\n"],
        )
        .await,
    );

    let text = app.metrics().await.text();
    assert!(
        text.contains(r#"dormouse_submissions_total{outcome="too_large"} 2"#),
        "{text}"
    );
}

#[tokio::test]
async fn a_client_that_asks_before_sending_is_stopped() {
    let (app, _) = TestApp::with_form().await;
    let serving = app.serve().await;
    let head = format!(
        "{}\r\ncontent-length: {}\r\nexpect: 100-continue",
        post(),
        10 * MEGABYTE
    );
    let answer = exchange(&serving, &head, &[]).await;
    assert!(!answer.contains("100 Continue"), "{answer}");
    is_too_large(&answer);
}

#[tokio::test]
async fn the_largest_body_that_is_allowed_is_read() {
    let (app, _) = TestApp::with_form().await;
    let serving = app.serve().await;
    for (bytes, status) in [(64 * 1024, "422"), (64 * 1024 + 1, "413")] {
        let body = vec![b' '; bytes];
        let head = format!("{}\r\ncontent-length: {bytes}", post());
        let answer = exchange(&serving, &head, &[&body]).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_large_draft_without_the_token_is_a_401_that_the_client_can_read() {
    let (app, _) = TestApp::with_form().await;
    let serving = app.serve().await;
    let head = format!(
        "PUT /api/v1/sites/{SITE}/forms/letter1/draft HTTP/1.1\r\ncontent-length: {}",
        5 * MEGABYTE
    );
    let answer = exchange(&serving, &head, &[&vec![b'0'; 5 * MEGABYTE]]).await;
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_given_up() {
    let limits = dormouse::config::Limits {
        body_timeout: Duration::from_millis(50),
        ..Default::default()
    };
    let app = TestApp::start_with(limits).await;
    let serving = app.serve().await;
    let answer = exchange(
        &serving,
        &format!("{}\r\ncontent-length: 10", post()),
        &[b"{"],
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test]
async fn headers_that_do_not_come_are_given_up() {
    let limits = dormouse::config::Limits {
        header_timeout: Duration::from_millis(50),
        ..Default::default()
    };
    let app = TestApp::start_with(limits).await;
    let serving = app.serve().await;
    let mut stream = TcpStream::connect(serving.addr).await.unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    timeout(Duration::from_secs(5), stream.read_to_end(&mut answer))
        .await
        .unwrap()
        .unwrap();
}
