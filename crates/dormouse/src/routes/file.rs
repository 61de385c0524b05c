//! Answers with a file: caching, validation and encoding.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};

use crate::{content_encoding::ContentEncoding, media_type::MediaType};

/// How an answer may be cached, and its content.
pub(crate) struct FileHeaders<'a> {
    /// Content id of the file, from which its entity tag is made.
    pub(crate) hash: &'a str,
    /// The content.
    pub(crate) media_type: MediaType,
    /// Value of `Cache-Control`.
    pub(crate) cache_control: &'static str,
    /// Encoding for the client.
    pub(crate) encoding: ContentEncoding,
}

/// Encoding that a client gets of a file of this type.
pub(crate) fn encoding_for(request: &HeaderMap, media_type: MediaType) -> ContentEncoding {
    if !media_type.is_compressible {
        return ContentEncoding::Identity;
    }
    let accept_encoding = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    ContentEncoding::negotiate(accept_encoding)
}

impl FileHeaders<'_> {
    /// Whether the client already has this file in this encoding: `If-None-Match`, RFC 9110, 13.1.2.
    pub(crate) fn is_known_to(&self, request: &HeaderMap) -> bool {
        let tag = self.encoding.entity_tag(self.hash);
        let values = request
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok());
        values
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .any(|known| {
                // Compared weakly: a proxy that compresses again may weaken a tag.
                known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
            })
    }

    /// 304, for a client that has the file.
    pub(crate) fn not_modified(&self) -> Response {
        self.respond(StatusCode::NOT_MODIFIED, Body::empty())
    }

    /// 200 with the file's bytes in its encoding.
    pub(crate) fn ok(&self, bytes: impl Into<Body>) -> Response {
        let mut response = self.respond(StatusCode::OK, bytes.into());
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type.content_type),
        );
        if let Some(encoding) = self.encoding.header() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        if !self.media_type.is_script {
            // A file that a merchant published must not act as a page of this origin when it is opened.
            let policy = HeaderValue::from_static("default-src 'none'; sandbox");
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }

    fn respond(&self, status: StatusCode, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static(self.cache_control),
        );
        // Hashes come from the database or were checked to be letters and digits, so this never falls back.
        if let Ok(tag) = HeaderValue::from_str(&self.encoding.entity_tag(self.hash)) {
            headers.insert(header::ETAG, tag);
        }
        if self.media_type.is_compressible {
            headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        headers.insert(
            CROSS_ORIGIN_RESOURCE_POLICY,
            HeaderValue::from_static("cross-origin"),
        );
        headers.insert(TIMING_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        response
    }
}

/// Lets pages with `Cross-Origin-Embedder-Policy` load the file.
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// Lets merchants measure our cost.
const TIMING_ALLOW_ORIGIN: HeaderName = HeaderName::from_static("timing-allow-origin");
