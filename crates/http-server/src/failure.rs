//! How a client and the log learn of an error.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::Json;

/// An internal error, carried beside a 5xx response for the one line that the request gets in the log.
#[derive(Clone, Debug)]
pub struct Cause(pub String);

/// Answers `{"error": {"code", "message"}}`, which no cache may keep.
pub fn failure(status: StatusCode, code: &str, message: &str) -> Response {
    let body = json!({ "error": { "code": code, "message": message } });
    let mut response = (status, Json(body)).into_response();
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}
