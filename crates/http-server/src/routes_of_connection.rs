//! The routes as the requests of one connection meet them.

use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use tower::Service;

use crate::{
    connections::{Busy, Requests},
    failure,
    server::MAX_HEADER_BYTES,
};

/// The other end of the connection over which a request came, in the request's extensions. Behind a proxy it is the
/// proxy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// The routes, for the requests of one connection.
#[derive(Clone, Debug)]
pub(crate) struct RoutesOfConnection {
    pub(crate) peer: Peer,
    pub(crate) router: Router,
    pub(crate) requests: Requests,
    /// Whether every answer is the last one on its connection.
    pub(crate) is_draining: Arc<AtomicBool>,
}

impl Service<Request<Incoming>> for RoutesOfConnection {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request<Incoming>>::poll_ready(&mut self.router, context)
    }

    fn call(&mut self, mut request: Request<Incoming>) -> Self::Future {
        if header_bytes(&request) > MAX_HEADER_BYTES {
            return Box::pin(async { Ok(headers_too_large()) });
        }
        request.extensions_mut().insert(self.peer);
        let busy = self.requests.begin();
        let is_draining = self.is_draining.clone();
        let answer = self.router.call(request);
        Box::pin(async move {
            let mut response = answer.await?;
            if is_draining.load(Ordering::Relaxed) {
                let close = HeaderValue::from_static("close");
                response.headers_mut().insert(header::CONNECTION, close);
            }
            Ok(response.map(|body| Body::new(Answer { body, _busy: busy })))
        })
    }
}

/// Bytes of the request's line and headers, as sent, without insignificant spaces.
fn header_bytes(request: &Request<Incoming>) -> usize {
    let uri = request.uri();
    let line = request.method().as_str().len() + uri.path().len() + " HTTP/1.1\r\n ".len();
    let query = uri.query().map_or(0, |query| query.len() + 1);
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
    line + query + headers.sum::<usize>() + "\r\n".len()
}

fn headers_too_large() -> Response {
    let message = format!(
        "the request line and its headers have more than the {MAX_HEADER_BYTES} bytes that are allowed"
    );
    let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
    let mut answer = failure(status, "headers_too_large", &message);
    let close = HeaderValue::from_static("close");
    answer.headers_mut().insert(header::CONNECTION, close);
    answer
}

/// The body of an answer; its connection is busy until all of it was sent.
struct Answer {
    body: Body,
    _busy: Busy,
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
