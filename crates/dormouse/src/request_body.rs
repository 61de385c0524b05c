//! Reads a request's body within its bounds.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::timeout;

use crate::Error;

/// Reads a body of at most `max_bytes` that comes within `max_time`.
pub(crate) async fn read(body: Body, max_bytes: usize, max_time: Duration) -> Result<Bytes, Error> {
    let declared = http_body::Body::size_hint(&body).lower();
    if usize::try_from(declared).is_ok_and(|declared| declared > max_bytes) {
        return Err(Error::BodyTooLarge(max_bytes));
    }
    match timeout(max_time, Limited::new(body, max_bytes).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Error::BodyTooLarge(max_bytes)),
        Ok(Err(_)) => Err(Error::BodyInterrupted),
        Err(_) => Err(Error::BodyTimeout(max_time.as_secs())),
    }
}
