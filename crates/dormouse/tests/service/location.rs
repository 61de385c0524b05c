//! `GET /v1/{site}/where`.

use axum::{
    body::Body,
    http::{HeaderName, Method},
};
use dormouse::config::LocationHeaders;
use serde_json::{Value, json};

use crate::test_app::{SITE, TestApp, modules};

fn path() -> String {
    format!("/v1/{SITE}/where")
}

/// Behind a CDN that sends country and region.
async fn behind_a_cdn() -> TestApp {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    app.restart(modules("1"), |config| {
        config.location_headers = LocationHeaders {
            country: Some(HeaderName::from_static("cf-ipcountry")),
            region: Some(HeaderName::from_static("cf-region-code")),
        };
    })
    .await
}

#[tokio::test]
async fn a_page_gets_the_location_from_the_cdn() {
    let app = behind_a_cdn().await;
    let check = async |headers: &[(&str, &str)], country: Value, region: Value| {
        let answer = app.get(&path(), headers).await.is(200);
        let expected = json!({"country": country, "region": region});
        assert_eq!(answer.json(), expected, "{headers:?}");
    };
    let country = |value| ("CF-IPCountry", value);
    let region = |value| ("CF-Region-Code", value);
    check(&[country("DE"), region("BY")], json!("DE"), json!("BY")).await;
    check(&[country("us"), region("US-CA")], json!("US"), json!("CA")).await;
    check(&[country("DE")], json!("DE"), Value::Null).await;
    check(&[], Value::Null, Value::Null).await;
    check(
        &[country("XX"), region("<script>")],
        Value::Null,
        Value::Null,
    )
    .await;
    check(&[country("T1"), region("")], Value::Null, Value::Null).await;
    check(
        &[country("\u{e9}\u{e9}"), region("\u{e9}")],
        Value::Null,
        Value::Null,
    )
    .await;
}

#[tokio::test]
async fn without_a_cdn_no_header_is_believed() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let headers = [("CF-IPCountry", "DE"), ("CloudFront-Viewer-Country", "DE")];
    let answer = app.get(&path(), &headers).await.is(200);
    assert_eq!(answer.json(), json!({"country": null, "region": null}));
}

#[tokio::test]
async fn every_page_may_ask_and_no_cache_keeps_the_answer() {
    let app = behind_a_cdn().await;
    let answer = app
        .get(&path(), &[("origin", "https://elsewhere.example")])
        .await
        .is(200);
    for (name, value) in [
        ("content-type", "application/json"),
        ("cache-control", "private, no-store"),
        ("access-control-allow-origin", "*"),
        ("access-control-allow-credentials", ""),
        ("vary", ""),
        ("etag", ""),
        ("set-cookie", ""),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn head_and_preflight_are_answered_and_nothing_else() {
    let app = behind_a_cdn().await;
    let get = app.get(&path(), &[]).await;
    let head = app
        .request(Method::HEAD, &path(), &[], Body::empty())
        .await
        .is(200);
    assert!(head.body.is_empty());
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(head.header("cache-control"), "private, no-store");
    let asked = [
        ("origin", "https://shop.example"),
        ("access-control-request-method", "GET"),
    ];
    let preflight = app
        .request(Method::OPTIONS, &path(), &asked, Body::empty())
        .await
        .is(200);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    let post = app
        .request(Method::POST, &path(), &[], Body::empty())
        .await
        .is(405);
    assert_eq!(post.code(), "method_not_allowed");
}

#[tokio::test]
async fn an_unknown_site_is_a_404_that_pages_can_read() {
    let app = behind_a_cdn().await;
    for site in ["nobody99", "no", "not-an-id", "%ff", "a%2Fb"] {
        let answer = app
            .get(&format!("/v1/{site}/where"), &[("CF-IPCountry", "DE")])
            .await
            .is(404);
        assert_eq!(answer.code(), "unknown_site", "{site}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}
