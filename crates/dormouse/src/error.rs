//! Every error while a request is answered, and what the client reads then.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use form_model::Problem;
use http_server::{Cause, Json, failure, request_body};
use serde::Serialize;

/// An error of the service. The messages of 4xx are for the caller; the cause of a 5xx stays in the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A document has problems: 422, and all of them.
    #[error("the document has {} problems", .0.len())]
    Problems(Vec<Problem>),
    /// No such site: 404.
    #[error("there is no site `{}`; create it with PUT /api/v1/sites/SITE, where SITE is 6 to 22 letters and digits", shortened(.0))]
    UnknownSite(String),
    /// No such form: 404.
    #[error("the site does not have the form `{}`; create it with PUT /api/v1/sites/SITE/forms/FORM/draft, where FORM is 6 to 22 letters and digits", shortened(.0))]
    UnknownForm(String),
    /// The form never had that version, as far as the database knows: 404.
    #[error("the form does not have the version `{}`", shortened(.0))]
    UnknownVersion(String),
    /// No such submission: 404.
    #[error("the site does not have the submission `{}`; GET /api/v1/sites/SITE/submissions lists them", shortened(.0))]
    UnknownSubmission(String),
    /// No such file: 404.
    #[error("there is no such file")]
    UnknownAsset,
    /// No such address: 404.
    #[error("there is nothing at this address; /api/v1/openapi.json lists what there is")]
    UnknownRoute,
    /// The address takes other methods: 405.
    #[error("this address does not take that method; `Allow` says which it takes")]
    MethodNotAllowed,
    /// Management without the token: 401.
    #[error("this needs the header `Authorization: Bearer TOKEN` with the token of the service")]
    Unauthorized,
    /// A page of an origin that the site does not list: 403.
    #[error("pages of this origin may not submit to this site; add it to the site's origins")]
    OriginNotAllowed,
    /// The id of a stored submission with another body: 409.
    #[error("this submission_id already belongs to a submission with another body; use a new id")]
    SubmissionIdReused,
    /// The body did not come in time: 408.
    #[error("the body did not arrive within {0} seconds")]
    BodyTimeout(u64),
    /// The body is too large: 413.
    #[error("the body is larger than the {0} bytes that are allowed")]
    BodyTooLarge(usize),
    /// The connection broke while the body was read: 400, only for the log, because the client is gone.
    #[error("the body could not be read")]
    BodyInterrupted,
    /// More submissions than the client's network, or the site, may send: 429.
    #[error(
        "there were too many submissions from this network or to this site; please try again in {0} seconds"
    )]
    TooManySubmissions(u64),
    /// The site's submissions of today take all the bytes that they may: 429.
    #[error(
        "the site has used up its storage for submissions today; please try again in {0} seconds"
    )]
    OverByteBudget(u64),
    /// Too many requests at once: 503.
    #[error("too many submissions are being stored; please try again")]
    Overloaded,
    /// The database is busy, full or cannot be written: 503.
    #[error("the database is busy, full or read-only; please try again")]
    Unavailable(#[source] anyhow::Error),
    /// The renderer service does not answer: 503. The live version stays.
    #[error(
        "the form could not be rendered, because the renderer service does not answer; what was live before still is; please try again"
    )]
    RendererUnavailable(#[source] anyhow::Error),
    /// Anything else: 500.
    #[error("something went wrong in the service; its log says what")]
    Internal(#[source] anyhow::Error),
}

/// A document's problems, as answered and printed.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct ProblemList<'a> {
    /// All of them.
    pub(crate) problems: &'a [Problem],
}

/// How long a client should wait before it tries again after a 503, in seconds.
const RETRY_AFTER_SECONDS: u64 = 2;

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Error::Problems(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::UnknownSite(_)
            | Error::UnknownForm(_)
            | Error::UnknownVersion(_)
            | Error::UnknownSubmission(_)
            | Error::UnknownAsset
            | Error::UnknownRoute => StatusCode::NOT_FOUND,
            Error::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Error::Unauthorized => StatusCode::UNAUTHORIZED,
            Error::OriginNotAllowed => StatusCode::FORBIDDEN,
            Error::SubmissionIdReused => StatusCode::CONFLICT,
            Error::BodyTimeout(_) => StatusCode::REQUEST_TIMEOUT,
            Error::BodyTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Error::BodyInterrupted => StatusCode::BAD_REQUEST,
            Error::TooManySubmissions(_) | Error::OverByteBudget(_) => {
                StatusCode::TOO_MANY_REQUESTS
            }
            Error::Overloaded | Error::Unavailable(_) | Error::RendererUnavailable(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Error::Problems(_) => "problems",
            Error::UnknownSite(_) => "unknown_site",
            Error::UnknownForm(_) => "unknown_form",
            Error::UnknownVersion(_) => "unknown_version",
            Error::UnknownSubmission(_) => "unknown_submission",
            Error::UnknownAsset => "unknown_asset",
            Error::UnknownRoute => "unknown_route",
            Error::MethodNotAllowed => "method_not_allowed",
            Error::Unauthorized => "unauthorized",
            Error::OriginNotAllowed => "origin_not_allowed",
            Error::SubmissionIdReused => "submission_id_reused",
            Error::BodyTimeout(_) => "body_timeout",
            Error::BodyTooLarge(_) => "body_too_large",
            Error::BodyInterrupted => "body_interrupted",
            Error::TooManySubmissions(_) => "too_many_submissions",
            Error::OverByteBudget(_) => "over_byte_budget",
            Error::Overloaded => "overloaded",
            Error::Unavailable(_) => "unavailable",
            Error::RendererUnavailable(_) => "renderer_unavailable",
            Error::Internal(_) => "internal",
        }
    }

    fn retry_after_seconds(&self) -> Option<u64> {
        match self {
            Error::TooManySubmissions(seconds) | Error::OverByteBudget(seconds) => Some(*seconds),
            Error::Overloaded | Error::Unavailable(_) | Error::RendererUnavailable(_) => {
                Some(RETRY_AFTER_SECONDS)
            }
            _ => None,
        }
    }

    fn cause(&self) -> Option<Cause> {
        match self {
            Error::Unavailable(error)
            | Error::RendererUnavailable(error)
            | Error::Internal(error) => Some(Cause(format!("{error:#}"))),
            _ => None,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let cause = self.cause();
        let retry_after_seconds = self.retry_after_seconds();
        let mut response = match &self {
            Error::Problems(problems) => (status, Json(ProblemList { problems })).into_response(),
            error => failure(status, error.code(), &error.to_string()),
        };
        if let Some(cause) = cause {
            response.extensions_mut().insert(cause);
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"dormouse\""),
            );
        }
        response
    }
}

/// A document that cannot be read has that one problem.
impl From<bounded_json::Fault> for Error {
    fn from(fault: bounded_json::Fault) -> Self {
        Error::Problems(vec![Problem::from(fault)])
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if is_passing(&error) {
            Error::Unavailable(error.into())
        } else {
            Error::Internal(error.into())
        }
    }
}

impl From<request_body::Fault> for Error {
    fn from(fault: request_body::Fault) -> Self {
        match fault {
            request_body::Fault::TooLarge(max_bytes) => Error::BodyTooLarge(max_bytes),
            request_body::Fault::TimedOut(max_time) => Error::BodyTimeout(max_time.as_secs()),
            request_body::Fault::Interrupted => Error::BodyInterrupted,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::Internal(error.into())
    }
}

impl From<tokio::task::JoinError> for Error {
    /// The message of a panic may contain request data, so it is not logged.
    fn from(error: tokio::task::JoinError) -> Self {
        Error::Internal(if error.is_panic() {
            anyhow::anyhow!("a task panicked")
        } else {
            anyhow::anyhow!("a task was cancelled")
        })
    }
}

/// Whether the same request may go well later. Primary codes: <https://www.sqlite.org/rescode.html>.
fn is_passing(error: &sqlx::Error) -> bool {
    /// BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
    const PASSING: [i32; 6] = [5, 6, 8, 10, 13, 14];
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        sqlx::Error::Database(error) => error
            .code()
            .and_then(|code| code.parse::<i32>().ok())
            .is_some_and(|extended| PASSING.contains(&(extended & 0xff))),
        _ => false,
    }
}

/// A part of an address, as shown to the caller again.
fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
