//! An answer in JSON.
//!
//! Axum has such a type, too, but with it comes a feature of `serde_json` (`raw_value`) that lets a text nest deeper than
//! any limit: `cargo xtask check` makes sure that it stays out.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// Answers with a document as JSON.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(json) => {
                let media_type = HeaderValue::from_static("application/json");
                ([(header::CONTENT_TYPE, media_type)], json).into_response()
            }
            // Only a map whose keys are not strings cannot become JSON, which would be a bug of ours.
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
