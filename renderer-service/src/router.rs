//! The table of contents of the HTTP interface.

use std::sync::Arc;

use axum::{
    Router, middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http_server::{catch_panic, content_encoding, unread_body};

use crate::{
    App, Error,
    request_log::request_log,
    routes::{batch, compile, health, metrics, openapi, render},
};

/// Every address of the service.
pub fn router(app: Arc<App>) -> Router {
    let whole_bodies = Router::new()
        .route("/v1/render", post(render::render))
        .route("/v1/compile", post(compile::compile))
        .route("/openapi.json", get(openapi::read))
        .route("/healthz", get(health::is_up))
        .route("/readyz", get(health::is_ready))
        .route("/metrics", get(metrics::read))
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .fallback(async || Error::UnknownRoute)
        .layer(middleware::from_fn(unread_body::drain));

    // It answers while its body is still being sent, so it handles the rest of the body itself.
    let streams = Router::new()
        .route("/v1/render/batch", post(batch::render))
        .method_not_allowed_fallback(async || Error::MethodNotAllowed);

    whole_bodies
        .merge(streams)
        .layer(middleware::from_fn(content_encoding::refuse))
        .layer(catch_panic(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), request_log))
        .with_state(app)
}

/// Answer to a request whose handler panicked.
fn panicked() -> Response {
    Error::Panicked.into_response()
}
