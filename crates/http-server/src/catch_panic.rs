//! A panic in one request becomes that request's 500, and does not affect other requests.

use std::any::Any;

use axum::response::Response;
use tower_http::catch_panic::{CatchPanicLayer, ResponseForPanic};

/// Makes the answer to a request whose handler panicked.
#[derive(Clone, Copy, Debug)]
pub struct Answer(fn() -> Response);

/// Answers with the result of `answer` if a handler panics.
pub fn catch_panic(answer: fn() -> Response) -> CatchPanicLayer<Answer> {
    CatchPanicLayer::custom(Answer(answer))
}

impl ResponseForPanic for Answer {
    type ResponseBody = axum::body::Body;

    /// The log omits the panic's own message, because it may contain what a visitor sent. The hook of
    /// [`log_panics`](crate::log::log_panics) logs where it happened.
    fn response_for_panic(&mut self, _panic: Box<dyn Any + Send + 'static>) -> Response {
        self.0()
    }
}

#[cfg(test)]
mod tests {
    use axum::{
        Router,
        body::Body,
        http::{Request, StatusCode},
        routing::get,
    };
    use tower::ServiceExt;

    use super::*;
    use crate::failure;

    #[tokio::test]
    async fn a_panic_is_a_500_without_details() {
        let panics = async || -> &'static str { panic!("ada@example.com") };
        let answer = || failure(StatusCode::INTERNAL_SERVER_ERROR, "internal", "sorry");
        let router = Router::new()
            .route("/", get(panics))
            .layer(catch_panic(answer));
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
