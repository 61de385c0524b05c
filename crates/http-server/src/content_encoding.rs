//! Request bodies must not be compressed; the answer to a compressed one says so.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{failure, unread_body};

/// The most characters of a client's text that an answer shows.
const MAX_SHOWN: usize = 60;

/// Answers 415 to a request whose body has a `Content-Encoding` other than `identity` (RFC 9110, 8.4 and 15.5.16).
pub async fn refuse(request: Request, next: Next) -> Response {
    let Some(encoding) = unsupported(request.headers()) else {
        return next.run(request).await;
    };
    unread_body::discard(request.into_body()).await;
    let message = format!(
        "the body has the `Content-Encoding` `{encoding}`, which is not supported; send it without one"
    );
    let answer = failure(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_encoding",
        &message,
    );
    ([(header::ACCEPT_ENCODING, "identity")], answer).into_response()
}

/// The encoding of a body, as shown to the client.
fn unsupported(headers: &HeaderMap) -> Option<String> {
    let all = headers.get_all(header::CONTENT_ENCODING).into_iter();
    let encodings = all.map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned());
    let is_other = |encoding: &String| {
        let mut codings = encoding.split(',').map(str::trim);
        codings.any(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case("identity"))
    };
    let shown = |encoding: String| encoding.chars().take(MAX_SHOWN).collect();
    encodings.filter(is_other).map(shown).next()
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware::from_fn, routing::post};
    use tower::ServiceExt;

    use super::*;

    async fn answer(encodings: &[&str]) -> (StatusCode, String) {
        let router = Router::new()
            .route("/", post(async || "taken"))
            .layer(from_fn(refuse));
        let mut request = Request::post("/");
        for encoding in encodings {
            request = request.header("content-encoding", *encoding);
        }
        let request = request.body(Body::from("x")).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 1_000).await;
        (status, String::from_utf8_lossy(&body.unwrap()).into_owned())
    }

    #[tokio::test]
    async fn an_encoding_is_refused_by_its_name() {
        for encodings in [
            &["br"][..],
            &["GZIP"],
            &["identity, zstd"],
            &["identity", "x-a"],
        ] {
            let (status, body) = answer(encodings).await;
            assert_eq!(status, 415);
            assert!(body.contains(encodings[encodings.len() - 1]), "{body}");
        }
        for encodings in [&[][..], &["identity"], &[""], &["Identity, identity"]] {
            assert_eq!(answer(encodings).await.0, 200, "{encodings:?}");
        }
    }
}
