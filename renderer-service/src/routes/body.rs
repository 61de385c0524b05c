//! Takes a request's body, if there is time and room for it.

use std::time::Instant;

use axum::{
    body::{Body, Bytes},
    http::HeaderMap,
};
use bounded_json::Fault;
use http_server::request_body::{self, declared_bytes};

use crate::{App, Error, admission::Kind, deadline, memory::Held};

/// A body, and its deadline and memory.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) bytes: Bytes,
    pub(super) deadline: Instant,
    _held: Held,
}

impl Taken {
    pub(super) fn text(&self) -> Result<&str, Fault> {
        bounded_json::text(&self.bytes)
    }
}

/// Refuses by the headers alone what cannot be answered in time, then reads the body.
pub(super) async fn take(
    app: &App,
    kind: Kind,
    headers: &HeaderMap,
    body: Body,
) -> Result<Taken, Error> {
    let max_bytes = match kind {
        Kind::Render => app.limits.max_render_bytes,
        Kind::Compile => app.limits.max_compile_bytes,
    };
    let deadline = deadline::read(headers, app.limits.deadline)?;
    let declared = declared_bytes(&body);
    if declared > max_bytes {
        return Err(Error::BodyTooLarge(max_bytes));
    }
    app.workers.check(kind, declared, deadline)?;
    // A body without a length may have any.
    let is_exact = http_body::Body::size_hint(&body).exact().is_some();
    let to_hold = if is_exact { declared } else { max_bytes };
    let held = app.memory.try_hold(to_hold).ok_or(Error::NO_MEMORY)?;
    let patience = deadline.saturating_duration_since(Instant::now());
    Ok(Taken {
        bytes: request_body::read(body, max_bytes, patience).await?,
        deadline,
        _held: held,
    })
}
