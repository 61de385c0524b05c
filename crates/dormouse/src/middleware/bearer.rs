//! Lets only those in who hold the token of the management API.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::{App, Error};

/// Answers 401 to requests without `Authorization: Bearer TOKEN` (RFC 6750, 2.1).
pub(crate) async fn bearer(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let authorization = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = authorization
        .and_then(|value| value.split_once(' '))
        .and_then(|(scheme, token)| {
            // The scheme's name is case-insensitive: RFC 9110, 11.1.
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
    if !token.is_some_and(|token| app.api_token.is(token)) {
        return Err(Error::Unauthorized);
    }
    let mut response = next.run(request).await;
    // What visitors sent is among it, and belongs into no cache.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
