//! Stopping loses no running request.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::{
    forms::submission,
    test_app::{FORM, SITE, TestApp},
};

#[tokio::test]
async fn a_submission_that_is_under_way_is_stored() {
    let (app, version_id) = TestApp::with_form().await;
    let serving = app.serve().await;
    let body = submission(1, FORM, &version_id).to_string();
    let mut stream = TcpStream::connect(serving.addr).await.unwrap();
    let head = format!(
        "POST /api/v1/sites/{SITE}/submissions HTTP/1.1\r\nhost: forms.example\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The service asks for the body, so the request is under way.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let (first, rest) = body.as_bytes().split_at(100);
    stream.write_all(first).await.unwrap();

    serving.stop.send(()).unwrap();
    let refused = timeout(Duration::from_secs(5), async {
        while TcpStream::connect(serving.addr).await.is_ok() {
            sleep(Duration::from_millis(5)).await;
        }
    });
    refused.await.unwrap();
    assert!(!serving.task.is_finished());

    stream.write_all(rest).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    timeout(Duration::from_secs(5), serving.task)
        .await
        .unwrap()
        .unwrap();
    app.app.close().await;
    let log = std::fs::metadata(app.config.data.join("dormouse.sqlite-wal"));
    assert!(log.is_err(), "the write-ahead log is still there");
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, 1);
}

#[tokio::test]
async fn idle_connections_do_not_keep_it_from_stopping() {
    let app = TestApp::start().await;
    let serving = app.serve().await;
    let mut idle = TcpStream::connect(serving.addr).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: forms.example\r\n\r\n")
        .await
        .unwrap();
    let mut answer = [0; 15];
    idle.read_exact(&mut answer).await.unwrap();
    serving.stop.send(()).unwrap();
    timeout(Duration::from_secs(5), serving.task)
        .await
        .unwrap()
        .unwrap();
}
