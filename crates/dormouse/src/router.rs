//! The table of contents of the HTTP interface.

use std::sync::Arc;

use axum::{
    Router, middleware,
    response::{IntoResponse, Response},
    routing::{get, post, put},
};

use http_server::{catch_panic, content_encoding, unread_body};

use crate::{
    App, Error,
    middleware::{bearer, cors, request_log},
    routes::{
        assets, drafts, erase, forms, health, location, metrics, onsite_script, openapi, preview,
        publish, sites, submissions, versions,
    },
};

/// Every address of the service.
pub fn router(app: Arc<App>) -> Router {
    // For pages of any origin; what a page may send is checked where it is handled.
    let public = Router::new()
        .route("/v1/{site}/onsite.js", get(onsite_script::read))
        .route("/v1/{site}/where", get(location::read))
        .route("/a/{file}", get(assets::read))
        .route("/a/preview/{file}", get(preview::read))
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(catch_panic(panicked))
        .layer(cors());

    // Two kinds of client share one address: pages send here, and clients with the token read.
    let submissions = Router::new()
        .route(
            "/api/v1/sites/{site}/submissions",
            post(submissions::create).merge(
                get(submissions::list).layer(middleware::from_fn_with_state(app.clone(), bearer)),
            ),
        )
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(catch_panic(panicked))
        .layer(cors());

    let management = Router::new()
        .route("/api/v1/sites", get(sites::list))
        .route("/api/v1/sites/{site}", put(sites::put).get(sites::read))
        .route("/api/v1/sites/{site}/forms", get(forms::list))
        .route(
            "/api/v1/sites/{site}/submissions/{submission}/confirm",
            post(submissions::confirm),
        )
        .route("/api/v1/sites/{site}/erase", post(erase::erase))
        .route(
            "/api/v1/sites/{site}/forms/{form}/draft",
            put(drafts::put).get(drafts::read),
        )
        .route(
            "/api/v1/sites/{site}/forms/{form}/preview",
            post(preview::make),
        )
        .route(
            "/api/v1/sites/{site}/forms/{form}/publish",
            post(publish::publish),
        )
        .route(
            "/api/v1/sites/{site}/forms/{form}/unpublish",
            post(publish::unpublish),
        )
        .route(
            "/api/v1/sites/{site}/forms/{form}/versions",
            get(versions::list),
        )
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .route_layer(middleware::from_fn_with_state(app.clone(), bearer))
        .layer(catch_panic(panicked));

    let operation = Router::new()
        .route("/api/v1/openapi.json", get(openapi::read))
        .route("/healthz", get(health::is_up))
        .route("/readyz", get(health::is_ready))
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(catch_panic(panicked));

    Router::new()
        .merge(public)
        .merge(submissions)
        .merge(management)
        .merge(operation)
        .fallback(async || Error::UnknownRoute)
        .layer(middleware::from_fn(content_encoding::refuse))
        .layer(middleware::from_fn(unread_body::drain))
        .layer(middleware::from_fn_with_state(app.clone(), request_log))
        .with_state(app)
}

/// For operators of the service only, on a separate listener.
pub fn metrics_router(app: Arc<App>) -> Router {
    Router::new()
        .route_service("/metrics", get(metrics::read).with_state(app))
        .fallback(async || Error::UnknownRoute)
        .layer(catch_panic(panicked))
}

/// Answer to a request whose handler panicked.
fn panicked() -> Response {
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}
