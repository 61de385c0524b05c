//! Every error while a request is answered, and what the client reads then.

use std::time::Duration;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use form_compile::request::Misread;
use form_model::Problem;
use http_server::{Cause, Json, failure, request_body};
use serde_json::json;

use crate::{admission::Refusal, metrics::Reason, renderer::Unusable, workers::Failure};

/// An error of the service. A refused rich text is not an error, but an answer of the renderer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A form has problems: 422, and all of them.
    #[error("the form has {} problems", .0.len())]
    Problems(Vec<Problem>),
    /// The body of `/v1/compile` is not a request: 400.
    #[error("the body {0}")]
    Misread(Misread),
    /// The header `x-deadline-ms` is not a number: 400.
    #[error("`x-deadline-ms` must be a whole number of milliseconds, at least 1")]
    BadDeadline,
    /// The connection broke while the body was read: 400, only for the log, because the client is gone.
    #[error("the body could not be read")]
    BodyInterrupted,
    /// No such address: 404.
    #[error("there is nothing at this address; /openapi.json lists what there is")]
    UnknownRoute,
    /// The address takes other methods: 405.
    #[error("this address does not take that method; `Allow` says which it takes")]
    MethodNotAllowed,
    /// The body did not come in time: 408.
    #[error("the body did not arrive within {0} ms")]
    BodyTimeout(u128),
    /// The body is too large: 413.
    #[error("the body is larger than the {0} bytes that are allowed")]
    BodyTooLarge(usize),
    /// A panic: 500.
    #[error("something went wrong in the service; its log says what")]
    Panicked,
    /// The service has more requests than it can answer in time: 503.
    #[error("the service is overloaded; try again later, or on another instance")]
    Overloaded {
        /// Which limit was reached.
        reason: Reason,
        /// The estimated wait in the queue.
        wait: Duration,
    },
    /// The deadline passed, or would have: 503.
    #[error("this cannot be answered before its deadline; please try again, or elsewhere")]
    DeadlinePassed(Duration),
    /// The service is about to stop: 503, of `/readyz` only.
    #[error("the service is stopping")]
    Stopping,
}

/// A refusal, carried beside the response, for the log and the metrics.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shed(pub(crate) Reason);

impl Error {
    /// As many bytes are held as may be.
    pub(crate) const NO_MEMORY: Error = Error::Overloaded {
        reason: Reason::memory,
        wait: Duration::ZERO,
    };

    fn status(&self) -> StatusCode {
        match self {
            Error::Problems(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Misread(_) | Error::BadDeadline | Error::BodyInterrupted => {
                StatusCode::BAD_REQUEST
            }
            Error::UnknownRoute => StatusCode::NOT_FOUND,
            Error::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Error::BodyTimeout(_) => StatusCode::REQUEST_TIMEOUT,
            Error::BodyTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Panicked => StatusCode::INTERNAL_SERVER_ERROR,
            Error::Overloaded { .. } | Error::DeadlinePassed(_) | Error::Stopping => {
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Error::Problems(_) => "problems",
            Error::Misread(_) => "bad_request",
            Error::BadDeadline => "bad_deadline",
            Error::BodyInterrupted => "body_interrupted",
            Error::UnknownRoute => "unknown_route",
            Error::MethodNotAllowed => "method_not_allowed",
            Error::BodyTimeout(_) => "body_timeout",
            Error::BodyTooLarge(_) => "body_too_large",
            Error::Panicked => "internal",
            Error::Overloaded { .. } => "overloaded",
            Error::DeadlinePassed(_) => "deadline_passed",
            Error::Stopping => "stopping",
        }
    }

    /// How long a client should wait before it tries again here.
    fn retry_after(&self) -> Option<Duration> {
        match self {
            Error::Overloaded { wait, .. } | Error::DeadlinePassed(wait) => Some(*wait),
            Error::Stopping => Some(Duration::ZERO),
            _ => None,
        }
    }

    fn shed(&self) -> Option<Shed> {
        match self {
            Error::Overloaded { reason, .. } => Some(Shed(*reason)),
            Error::DeadlinePassed(_) => Some(Shed(Reason::deadline)),
            _ => None,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = match &self {
            Error::Problems(problems) => {
                (status, Json(json!({ "problems": problems }))).into_response()
            }
            error => failure(status, error.code(), &error.to_string()),
        };
        if matches!(self, Error::Panicked) {
            let cause = "a worker or a handler panicked".to_owned();
            response.extensions_mut().insert(Cause(cause));
        }
        if let Some(shed) = self.shed() {
            response.extensions_mut().insert(shed);
        }
        if let Some(wait) = self.retry_after() {
            // Whole seconds are the only unit that the header has: RFC 9110, 10.2.3.
            let seconds = HeaderValue::from(wait.as_secs() + 1);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

impl From<request_body::Fault> for Error {
    fn from(fault: request_body::Fault) -> Self {
        match fault {
            request_body::Fault::TooLarge(max_bytes) => Error::BodyTooLarge(max_bytes),
            request_body::Fault::TimedOut(max_time) => Error::BodyTimeout(max_time.as_millis()),
            request_body::Fault::Interrupted => Error::BodyInterrupted,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Overloaded(wait) => Error::Overloaded {
                reason: Reason::queue,
                wait,
            },
            Refusal::WouldBeLate(wait) => Error::DeadlinePassed(wait),
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::TooLate => Error::DeadlinePassed(Duration::ZERO),
            Failure::Panicked => Error::Panicked,
        }
    }
}

impl From<Unusable> for Error {
    fn from(unusable: Unusable) -> Self {
        match unusable {
            Unusable::Request(misread) => Error::Misread(misread),
            Unusable::Form(problems) => Error::Problems(problems),
        }
    }
}
