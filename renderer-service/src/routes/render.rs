//! `/v1/render`: renders one rich text.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rich_text::{Answer, Refusal};

use super::body;
use crate::{App, Error, admission::Kind};

/// Renders one rich text: 200 with the result, 422 with the reason why there is none.
pub(crate) async fn render(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let taken = body::take(&app, Kind::Render, &headers, body).await?;
    let (bytes, deadline, renderer) = (taken.bytes.len(), taken.deadline, app.renderer);
    let work = move || {
        let answer = match taken.text() {
            Ok(text) => (renderer.render)(text),
            Err(_) => refused("is not UTF-8".to_owned()),
        };
        (status(&answer), to_json(&answer))
    };
    let (status, json) = app.workers.run(Kind::Render, bytes, deadline, work).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let json = app.memory.try_hold_answer(json).ok_or(Error::NO_MEMORY)?;
    Ok((status, headers, json).into_response())
}

fn status(answer: &Answer) -> StatusCode {
    match answer {
        Answer::Rendered(_) => StatusCode::OK,
        Answer::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// An answer in the renderer's format for a request that it never saw.
pub(super) fn refused(message: String) -> Answer {
    let path = "$".to_owned();
    Answer::Refused {
        error: Refusal { path, message },
    }
}

fn to_json(answer: &Answer) -> Vec<u8> {
    serde_json::to_vec(answer).expect("an answer has string keys and serializes")
}
