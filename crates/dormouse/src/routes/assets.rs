//! `GET /a/{hash}.{extension}`: immutable files.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::HeaderMap,
    response::Response,
};

use super::file::{FileHeaders, encoding_for};
use crate::{App, Error, media_type};

/// A year, the most that caches take seriously: RFC 9111 sets no bound, RFC 2616 did.
const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// Answers with a file. A missing one must not be cached, because its publish may be in progress.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    path: Result<Path<String>, PathRejection>,
    request: HeaderMap,
) -> Result<Response, Error> {
    let Path(file) = path.map_err(|_| Error::UnknownAsset)?;
    let (hash, extension) = file.split_once('.').ok_or(Error::UnknownAsset)?;
    let media_type = media_type::of_extension(extension).ok_or(Error::UnknownAsset)?;
    let encoding = encoding_for(&request, media_type);
    let bytes = app
        .store
        .asset(hash, media_type.extension, encoding)
        .await?
        .ok_or(Error::UnknownAsset)?;
    let headers = FileHeaders {
        hash,
        media_type,
        cache_control: CACHE_CONTROL,
        encoding,
    };
    Ok(if headers.is_known_to(&request) {
        headers.not_modified()
    } else {
        headers.ok(bytes)
    })
}
