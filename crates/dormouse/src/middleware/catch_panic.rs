//! A panic while one request is handled is that request's 500, and nobody else's.

use std::any::Any;

use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;

use crate::Error;

type Handler = fn(Box<dyn Any + Send>) -> Response;

/// Answers 500 where a handler panics.
pub(crate) fn catch_panic() -> CatchPanicLayer<Handler> {
    CatchPanicLayer::custom(answer as Handler)
}

/// The panic's own message is not logged, because it may hold what a visitor sent; where it happened is, by the hook
/// of [`log_panics`](crate::log::log_panics).
fn answer(_panic: Box<dyn Any + Send>) -> Response {
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, http::Request, routing::get};
    use tower::ServiceExt;

    use super::catch_panic;

    #[tokio::test]
    async fn a_panic_is_a_500_that_tells_nothing() {
        let panics = async || -> &'static str { panic!("ada@example.com") };
        let router = Router::new().route("/", get(panics)).layer(catch_panic());
        let response = router
            .oneshot(Request::get("/").body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), 500);
        let body = axum::body::to_bytes(response.into_body(), 1_000)
            .await
            .unwrap();
        let body = String::from_utf8_lossy(&body);
        assert!(
            body.contains(r#""code":"internal""#) && !body.contains("ada"),
            "{body}"
        );
    }
}
