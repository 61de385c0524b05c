//! `/v1/compile`: compiles a whole form.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, header},
    response::IntoResponse,
};
use form_compile::request::Misread;

use super::body;
use crate::{App, Error, admission::Kind, clock, renderer::Unusable};

/// Compiles a form to its bundle, the files that it needs and its manifest entry.
pub(crate) async fn compile(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body,
) -> Result<impl IntoResponse, Error> {
    let taken = body::take(&app, Kind::Compile, &headers, body).await?;
    let (bytes, deadline, renderer) = (taken.bytes.len(), taken.deadline, app.renderer);
    let now = clock::now_seconds();
    let work = move || match taken.text() {
        Ok(text) => (renderer.compile)(text, now),
        Err(fault) => Err(Unusable::Request(Misread::Unreadable(fault))),
    };
    let compiled = app.workers.run(Kind::Compile, bytes, deadline, work);
    let json = compiled.await??;
    let json = app
        .memory
        .try_hold_answer(json.into())
        .ok_or(Error::NO_MEMORY)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, json))
}
