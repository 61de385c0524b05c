//! How long a request may take: the header `x-deadline-ms`, as far as the service allows.

use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName};

use crate::Error;

/// Milliseconds from the arrival of the headers, at least 1; a longer time than the service allows counts as the
/// service's.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-deadline-ms");

/// When the answer must be there.
pub(crate) fn read(headers: &HeaderMap, longest: Duration) -> Result<Instant, Error> {
    let patience = match headers.get(HEADER) {
        None => longest,
        Some(value) => {
            let milliseconds = value.to_str().ok().and_then(|value| value.parse().ok());
            let milliseconds = milliseconds
                .filter(|&it| it > 0)
                .ok_or(Error::BadDeadline)?;
            Duration::from_millis(milliseconds).min(longest)
        }
    };
    Ok(Instant::now() + patience)
}
