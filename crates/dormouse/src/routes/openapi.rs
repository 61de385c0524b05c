//! `/api/v1/openapi.json`: the HTTP interface, described for programs.

use axum::{http::header, response::IntoResponse};

/// The description, written by hand; a test compares it with the router.
const DOCUMENT: &str = include_str!("openapi.json");

/// Answers with the description.
pub(crate) async fn read() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT)
}
