//! The demo shop: pages of another origin, as a merchant's are, with the script tag in them.

use axum::{
    Router,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::SITE;
use crate::{Origin, embedded::shop_file, media_type};

/// Where a page of the shop marks the place of the script's address.
const ONSITE_SRC: &str = "{{onsite_src}}";

/// Every address of the shop, whose pages load the script from the service at `public_url`.
pub(crate) fn shop(public_url: &Origin) -> Router {
    let onsite_src = format!("{public_url}/v1/{SITE}/onsite.js");
    Router::new().fallback(get(async move |uri: Uri| answer(uri.path(), &onsite_src)))
}

fn answer(path: &str, onsite_src: &str) -> Response {
    // A page has one address, without its extension.
    let name = match path.trim_start_matches('/') {
        "" => "index.html".to_owned(),
        "index" => return not_found(),
        page if !page.contains('.') => format!("{page}.html"),
        page if page.ends_with(".html") => return not_found(),
        file => file.to_owned(),
    };
    let media_type = name
        .rsplit_once('.')
        .and_then(|(_, extension)| media_type::of_extension(extension));
    let (Some(bytes), Some(media_type)) = (shop_file(&name), media_type) else {
        return not_found();
    };
    let body = match std::str::from_utf8(bytes) {
        Ok(page) if media_type.extension == "html" => with_onsite_src(page, onsite_src).into(),
        _ => axum::body::Body::from(bytes),
    };
    let headers = [
        (header::CONTENT_TYPE, media_type.content_type),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, body).into_response()
}

/// A page of the shop with the script's address in its script tag.
pub(super) fn with_onsite_src(page: &str, onsite_src: &str) -> String {
    page.replace(ONSITE_SRC, onsite_src)
}

fn not_found() -> Response {
    (
        StatusCode::NOT_FOUND,
        "This shop does not have this page.\n",
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use axum::{
        body::{Body, to_bytes},
        http::Request,
    };
    use tower::ServiceExt;

    use super::*;

    async fn get(path: &str) -> (StatusCode, String, String) {
        let public_url = Origin::parse("http://127.0.0.1:8787").unwrap();
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = shop(&public_url).oneshot(request).await.unwrap();
        assert!(response.headers().get("set-cookie").is_none());
        let content_type = response.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        let status = response.status();
        let body = to_bytes(response.into_body(), 1_000_000).await.unwrap();
        (
            status,
            content_type,
            String::from_utf8_lossy(&body).into_owned(),
        )
    }

    #[tokio::test]
    async fn pages_carry_the_script_tag_of_the_demo_site() {
        for path in ["/", "/product", "/cart", "/privacy"] {
            let (status, content_type, body) = get(path).await;
            assert_eq!(
                (status, content_type.as_str()),
                (StatusCode::OK, "text/html; charset=utf-8")
            );
            assert!(
                body.contains(r#"src="http://127.0.0.1:8787/v1/demoshop/onsite.js""#),
                "{path}"
            );
            assert!(!body.contains("{{"), "{path}");
        }
    }

    #[tokio::test]
    async fn everything_else_has_its_type_or_is_not_found() {
        for (path, expected) in [
            ("/shop.css", "text/css; charset=utf-8"),
            ("/shop.js", "text/javascript; charset=utf-8"),
            ("/images/lamp.svg", "image/svg+xml"),
        ] {
            let (status, content_type, _) = get(path).await;
            assert_eq!((status, content_type.as_str()), (StatusCode::OK, expected));
        }
        for path in [
            "/nothing",
            "/index",
            "/index.html",
            "/images",
            "/images/../shop.css",
            "//shop.css/",
        ] {
            assert_eq!(get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
