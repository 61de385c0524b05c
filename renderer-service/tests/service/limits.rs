//! Limits of a request: size, time, and its own deadline.

use std::time::Duration;

use axum::body::Body;
use renderer_service::config::Limits;

use crate::{
    connection::Connection,
    world::{World, limits},
};

fn small() -> World {
    World::gated(Limits {
        max_render_bytes: 10,
        max_compile_bytes: 20,
        ..limits()
    })
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let world = small();
    let answer = world.post("/v1/render", "12345678901").await.is(413);
    assert_eq!(answer.code(), "body_too_large");
    world.post("/v1/compile", vec![b' '; 21]).await.is(413);
    world.post("/v1/render", "1234567890").await.is(200);
}

#[tokio::test]
async fn a_body_without_a_length_is_limited_too() {
    let world = small();
    let serving = world.serve().await;
    let mut connection = Connection::to(serving.addr).await;
    connection
        .send("POST /v1/render HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n")
        .await;
    connection.send_chunk("123456").await;
    connection.send_chunk("123456").await;
    connection.send("0\r\n\r\n").await;
    let head = connection.head().await;
    assert!(head.starts_with("HTTP/1.1 413 "), "{head}");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let world = World::gated(limits());
    let serving = world.serve().await;
    let mut connection = Connection::to(serving.addr).await;
    connection
        .send("POST /v1/render HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\nexpect: 100-continue\r\nx-deadline-ms: 30\r\n\r\n")
        .await;
    let head = connection.head().await;
    assert!(head.starts_with("HTTP/1.1 100 "), "{head}");
    let head = connection.head().await;
    assert!(head.starts_with("HTTP/1.1 408 "), "{head}");
}

#[tokio::test]
async fn a_deadline_is_a_number_of_milliseconds() {
    let world = World::gated(limits());
    for deadline in ["0", "-1", "1.5", "soon", ""] {
        let headers = [("x-deadline-ms", deadline)];
        let answer = world.post_with("/v1/render", &headers, "a").await.is(400);
        assert_eq!(answer.code(), "bad_deadline");
    }
    let headers = [("x-deadline-ms", "18446744073709551615")];
    world.post_with("/v1/render", &headers, "a").await.is(200);
}

#[tokio::test]
async fn bodies_that_would_take_too_much_memory_are_turned_away() {
    let world = World::gated(Limits {
        max_bytes_in_flight: 1_000,
        ..limits()
    });
    let gate = crate::gate::Gate::named("memory");
    let first = world.start_post("/v1/render", format!("wait memory {}", " ".repeat(900)));
    gate.has(1).await;
    let answer = world.post("/v1/render", "1".repeat(200)).await.is(503);
    assert_eq!(answer.code(), "overloaded");
    let small = world.start_post("/v1/render", "1");
    gate.open();
    first.await.unwrap().is(200);
    small.await.unwrap().is(200);
    world.post("/v1/render", "1".repeat(200)).await.is(200);
    assert!(
        world
            .metrics()
            .await
            .contains(r#"renderer_shed_total{reason="memory"} 1"#)
    );
}

#[tokio::test]
async fn the_deadline_of_the_service_is_the_longest() {
    let world = World::gated(Limits {
        deadline: Duration::from_millis(20),
        ..limits()
    });
    let gate = crate::gate::Gate::named("longest");
    let headers = [("x-deadline-ms", "60000")];
    let answer = world.post_with("/v1/render", &headers, Body::from("wait longest"));
    assert_eq!(answer.await.is(503).code(), "deadline_passed");
    gate.open();
}
