//! Reads a request's body within its bounds.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::timeout;

use crate::body_shares::BodyShare;

/// Why a body was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is larger than this many bytes: 413.
    TooLarge(usize),
    /// It did not come within this time: 408.
    TimedOut(Duration),
    /// The connection broke: 400, only for the log, because the client is gone.
    Interrupted,
}

/// Reads a body of at most `max_bytes` that comes within `max_time`.
pub async fn read(body: Body, max_bytes: usize, max_time: Duration) -> Result<Bytes, Fault> {
    if declared_bytes(&body) > max_bytes {
        return Err(Fault::TooLarge(max_bytes));
    }
    match timeout(max_time, Limited::new(body, max_bytes).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Fault::TooLarge(max_bytes)),
        Ok(Err(_)) => Err(Fault::Interrupted),
        Err(_) => Err(Fault::TimedOut(max_time)),
    }
}

/// The same, while the bytes that have arrived count towards a share; `None` if that is used up.
pub async fn read_shared(
    body: Body,
    max_bytes: usize,
    max_time: Duration,
    share: &mut BodyShare<'_>,
) -> Result<Option<Bytes>, Fault> {
    if declared_bytes(&body) > max_bytes {
        return Err(Fault::TooLarge(max_bytes));
    }
    match timeout(max_time, collect(body, max_bytes, share)).await {
        Ok(result) => result,
        Err(_) => Err(Fault::TimedOut(max_time)),
    }
}

async fn collect(
    body: Body,
    max_bytes: usize,
    share: &mut BodyShare<'_>,
) -> Result<Option<Bytes>, Fault> {
    let mut body = Limited::new(body, max_bytes);
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            if error.is::<LengthLimitError>() {
                Fault::TooLarge(max_bytes)
            } else {
                Fault::Interrupted
            }
        })?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if !share.grow(data.len()) {
            return Ok(None);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Some(bytes.into()))
}

/// The bytes that a body is known to have before any has come: its `Content-Length`, or 0.
pub fn declared_bytes(body: &Body) -> usize {
    let declared = http_body::Body::size_hint(body).lower();
    usize::try_from(declared).unwrap_or(usize::MAX)
}
