//! Limits of a batch: its sender is slowed down, and the number of batches is limited.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use axum::body::{Body, Bytes};
use http_body::Frame;
use renderer_service::config::Limits;

use crate::{
    gate::Gate,
    world::{World, limits},
};

const PATH: &str = "/v1/render/batch";

/// A body that never ends, and knows how many lines were taken from it.
struct Endless {
    line: Bytes,
    taken: Arc<AtomicUsize>,
}

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.taken.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(self.line.clone()))))
    }
}

/// Lines that wait for a gate, without end, and how many of them were taken.
fn endless(gate: &str, line_bytes: usize) -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let line = format!("wait {gate} {}\n", " ".repeat(line_bytes));
    let body = Body::new(Endless {
        line: line.into(),
        taken: taken.clone(),
    });
    (body, taken)
}

/// How many lines are read while none is answered.
async fn taken_of(gate: &str, line_bytes: usize) -> usize {
    let world = World::gated(Limits {
        max_render_bytes: 1_000_000,
        ..limits()
    });
    let (body, taken) = endless(gate, line_bytes);
    let batch = world.start_post(PATH, body);
    let gate = Gate::named(gate);
    gate.has(1).await;
    // Everything that could still be read is read while others had many turns.
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    batch.abort();
    gate.open();
    taken.load(Ordering::Relaxed)
}

#[tokio::test]
async fn lines_are_taken_only_as_they_are_answered() {
    let small = taken_of("small", 10).await;
    assert!((1..=12).contains(&small), "{small}");
    let large = taken_of("large", 400_000).await;
    assert!((1..=4).contains(&large), "{large}");
}

#[tokio::test]
async fn more_batches_than_are_allowed_are_turned_away() {
    let world = World::gated(Limits {
        max_batches: 1,
        ..limits()
    });
    let gate = Gate::named("batches");
    let first = world.start_post(PATH, endless("batches", 10).0);
    gate.has(1).await;
    let second = world.post(PATH, "one\n").await.is(503);
    assert_eq!(second.code(), "overloaded");
    assert_eq!(second.header("retry-after"), "1");
    first.abort();
    gate.open();
}
