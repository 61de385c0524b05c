//! Stopping loses no running request.

use crate::{
    connection::Connection,
    gate::Gate,
    world::{World, limits},
};

#[tokio::test]
async fn before_it_stops_it_says_so_and_still_answers() {
    let world = World::gated(limits());
    world.app.stop_being_ready();
    let answer = world.get("/readyz").await.is(503);
    assert_eq!(answer.code(), "stopping");
    world.get("/healthz").await.is(200);
    world.post("/v1/render", "one").await.is(200);
}

#[tokio::test]
async fn running_requests_are_answered() {
    let world = World::gated(limits());
    let serving = world.serve().await;
    let gate = Gate::named("stopping");
    let mut single = Connection::to(serving.addr).await;
    single
        .send("POST /v1/render HTTP/1.1\r\nhost: a\r\ncontent-length: 13\r\n\r\nwait stopping")
        .await;
    gate.has(1).await;
    let mut batch = Connection::to(serving.addr).await;
    batch.begin_batch().await;
    batch.send_chunk("one\n").await;
    assert!(batch.head().await.starts_with("HTTP/1.1 200 "));

    serving.stop.send(()).unwrap();
    while tokio::net::TcpStream::connect(serving.addr).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!serving.task.is_finished());
    gate.open();
    let answer = single.rest().await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(batch.chunk().await.contains("one"));
    batch.send_chunk("two\n").await;
    assert!(batch.chunk().await.contains("two"));
    batch.send("0\r\n\r\n").await;
    assert_eq!(batch.chunk().await, "");
    serving.task.await.unwrap();
}
