//! `/v1/render/batch`: one rich text per line, one answer per line while the body is still being sent.
//!
//! A batch is not refused once it has started: the service slows down its sender instead, by reading no more than it
//! can answer. Blank lines are skipped.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use http_server::unread_body;
use tokio::{sync::mpsc, time::timeout_at};

use crate::{App, Error, deadline, metrics::Reason, request_log::UnderWay};

mod answers;
mod group;
mod reader;

use answers::Answers;

/// Groups of lines that are waiting, rendered or waiting to be sent, for one batch: enough for every worker of a small
/// machine, and few enough that a batch leaves room for others.
const GROUPS_IN_FLIGHT: usize = 8;

/// Renders every line; the answer ends with the body, and is cut off if the body is, or at the deadline.
pub(crate) async fn render(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let deadline = deadline::read(&headers, app.limits.batch_deadline)?;
    let Ok(permit) = app.batch_permits.clone().try_acquire_owned() else {
        unread_body::discard(body).await;
        return Err(Error::Overloaded {
            reason: Reason::batches,
            wait: std::time::Duration::ZERO,
        });
    };
    let (groups, answers) = mpsc::channel(GROUPS_IN_FLIGHT);
    tokio::spawn(async move {
        let _under_way = UnderWay::begin(&app.metrics.batches);
        let reading = reader::read(&app, body, groups);
        if timeout_at(deadline.into(), reading).await.is_err() {
            tracing::info!("a batch was cut off at its deadline");
        }
        drop(permit);
    });
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::new(Answers::new(answers))).into_response())
}
