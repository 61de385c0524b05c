//! Cross-origin answers: every page may read them, none sends credentials.

use std::time::Duration;

use axum::http::{HeaderName, Method, header};
use tower_http::cors::{Any, CorsLayer};

/// How long a browser may keep the answer to a preflight.
const MAX_AGE: Duration = Duration::from_secs(24 * 3600);

/// Adds `Access-Control-Allow-Origin: *` to every answer, and answers preflights.
pub(crate) fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        // Other tools wrap a page's `fetch` and add headers, such as `traceparent`: all are allowed. The star does not
        // include `Authorization`: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
        .allow_headers([HeaderName::from_static("*"), header::AUTHORIZATION])
        .expose_headers([header::RETRY_AFTER])
        .max_age(MAX_AGE)
        // The answer is the same for every origin, and a cache must not keep one for each.
        .vary::<[HeaderName; 0]>([])
}
