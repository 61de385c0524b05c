//! Lets only requests with the token of the management API pass.

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
    if !token.is_some_and(|token| app.knows_token(token)) {
        return Err(Error::Unauthorized);
    }
    let mut response = next.run(request).await;
    // The answer may contain what visitors sent, and must not be cached.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
