//! Reads the rest of a request's body before an early answer, so that the client gets to read that answer.
//!
//! A client that is still sending while the connection is closed sees a reset, and never the 413 or 401: RFC 9112, 9.6.

use std::{
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::Response,
};
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::BodyExt;

/// The most bytes that are read only to be thrown away.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The longest time that this takes.
const MAX_TIME: Duration = Duration::from_secs(5);

/// Runs the rest of the service, then reads what it left of the body.
pub async fn drain(request: Request, next: Next) -> Response {
    // Such a client waits for the signal to continue, which polling the body sends; an early answer tells it not to
    // continue.
    let waits = request.headers().contains_key(header::EXPECT);
    let (parts, body) = request.into_parts();
    let shared = Shared(Arc::new(Mutex::new(State {
        body,
        was_polled: false,
        has_ended: false,
    })));
    let request = Request::from_parts(parts, Body::new(shared.clone()));
    let response = next.run(request).await;
    // What did not come in time is not waited for again.
    if response.status() == StatusCode::REQUEST_TIMEOUT {
        return response;
    }
    let is_coming = shared.lock(|state| {
        !state.has_ended && !state.body.is_end_stream() && (state.was_polled || !waits)
    });
    if is_coming {
        let _ = tokio::time::timeout(MAX_TIME, throw_away(shared)).await;
    }
    response
}

/// Reads and discards a body that a handler took over.
pub async fn discard(body: Body) {
    let _ = tokio::time::timeout(MAX_TIME, throw_away(body)).await;
}

async fn throw_away(body: impl http_body::Body<Data = Bytes>) {
    let mut body = pin!(body);
    let mut bytes = 0;
    while bytes < MAX_BYTES
        && let Some(Ok(frame)) = body.frame().await
    {
        bytes += frame.data_ref().map_or(0, Bytes::len);
    }
}

/// A body that can still be read when the handler has dropped it.
#[derive(Clone)]
struct Shared(Arc<Mutex<State>>);

struct State {
    body: Body,
    was_polled: bool,
    has_ended: bool,
}

impl Shared {
    fn lock<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl http_body::Body for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.lock(|state| {
            state.was_polled = true;
            let frame = Pin::new(&mut state.body).poll_frame(context);
            state.has_ended = matches!(frame, Poll::Ready(None | Some(Err(_))));
            frame
        })
    }

    fn is_end_stream(&self) -> bool {
        self.lock(|state| state.body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.lock(|state| state.body.size_hint())
    }
}
