//! More requests than can be answered in time: an early 503, whatever else happens.

use std::time::Duration;

use renderer_service::config::Limits;

use crate::{
    connection::Connection,
    gate::Gate,
    world::{World, limits},
};

/// Large enough that the service expects to work on it for longer than the limit of [`impatient`].
fn large(text: &str) -> String {
    format!("{text} {}", " ".repeat(1_000_000))
}

fn impatient() -> World {
    World::gated(Limits {
        max_wait: Duration::from_millis(5),
        ..limits()
    })
}

#[tokio::test]
async fn a_request_that_would_wait_too_long_is_refused_at_once_and_the_rest_continues() {
    let world = impatient();
    let gate = Gate::named("queue");
    let first = world.start_post("/v1/render", large("wait queue"));
    gate.has(1).await;
    for _ in 0..3 {
        let answer = world.post("/v1/render", "second").await.is(503);
        assert_eq!(answer.code(), "overloaded");
        assert_eq!(answer.header("retry-after"), "1");
        world.get("/healthz").await.is(200);
        world.get("/readyz").await.is(200);
    }
    let metrics = world.metrics().await;
    for line in [
        r#"renderer_shed_total{reason="queue"} 3"#,
        "renderer_jobs_running 1",
        r#"renderer_jobs_waiting{queue="single"} 0"#,
        "renderer_requests_in_flight 2",
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    gate.open();
    first.await.unwrap().is(200);
    world.post("/v1/render", "third").await.is(200);
}

#[tokio::test]
async fn a_request_is_turned_away_before_its_body_is_sent() {
    let world = impatient();
    let serving = world.serve().await;
    let gate = Gate::named("expect");
    let first = world.start_post("/v1/render", large("wait expect"));
    gate.has(1).await;
    let mut connection = Connection::to(serving.addr).await;
    connection
        .send("POST /v1/render HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\nexpect: 100-continue\r\n\r\n")
        .await;
    let head = connection.head().await;
    assert!(head.starts_with("HTTP/1.1 503 "), "{head}");
    gate.open();
    first.await.unwrap().is(200);
}

#[tokio::test]
async fn a_connection_is_kept_when_a_request_on_it_is_turned_away() {
    let world = impatient();
    let serving = world.serve().await;
    let gate = Gate::named("kept");
    let first = world.start_post("/v1/render", large("wait kept"));
    gate.has(1).await;
    let mut connection = Connection::to(serving.addr).await;
    for _ in 0..2 {
        connection
            .send("POST /v1/render HTTP/1.1\r\nhost: a\r\ncontent-length: 6\r\n\r\nsecond")
            .await;
        let head = connection.head().await;
        assert!(head.starts_with("HTTP/1.1 503 "), "{head}");
        let length = head.split("content-length: ").nth(1).unwrap();
        let length: usize = length.lines().next().unwrap().parse().unwrap();
        connection.skip(length).await;
    }
    gate.open();
    first.await.unwrap().is(200);
}

#[tokio::test]
async fn a_request_whose_deadline_passes_in_the_queue_is_not_begun() {
    let world = World::gated(limits());
    let gate = Gate::named("deadline");
    let first = world.start_post("/v1/render", "wait deadline");
    gate.has(1).await;
    let headers = [("x-deadline-ms", "20")];
    let answer = world.post_with("/v1/render", &headers, "wait deadline");
    let answer = answer.await.is(503);
    assert_eq!(answer.code(), "deadline_passed");
    assert_eq!(answer.header("retry-after"), "1");
    gate.open();
    first.await.unwrap().is(200);
    world.post("/v1/render", "third").await.is(200);
    assert_eq!(gate.arrived(), 1);
    let metrics = world.metrics().await;
    assert!(
        metrics.contains("renderer_jobs_abandoned_total 1"),
        "{metrics}"
    );
}

#[tokio::test]
async fn nothing_is_done_for_a_client_that_has_gone() {
    let world = World::gated(limits());
    let gate = Gate::named("gone");
    let first = world.start_post("/v1/render", "wait gone");
    gate.has(1).await;
    let second = world.start_post("/v1/render", "wait gone");
    while !world
        .metrics()
        .await
        .contains(r#"renderer_jobs_waiting{queue="single"} 1"#)
    {
        tokio::task::yield_now().await;
    }
    second.abort();
    assert!(second.await.unwrap_err().is_cancelled());
    gate.open();
    first.await.unwrap().is(200);
    world.post("/v1/render", "third").await.is(200);
    assert_eq!(gate.arrived(), 1);
}
