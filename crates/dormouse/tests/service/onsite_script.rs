//! `GET /v1/{site}/onsite.js`.

use std::io::Read;

use axum::{body::Body, http::Method};
use flate2::read::GzDecoder;

use crate::{
    forms::form,
    test_app::{FORM, SITE, TestApp},
};

fn path() -> String {
    format!("/v1/{SITE}/onsite.js")
}

#[tokio::test]
async fn a_site_without_forms_has_a_script_with_an_empty_manifest() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let script = app.script().await;
    assert!(
        script.starts_with("try{((parts, manifest, engine) => { /* loader 1 */ })([],{"),
        "{script}"
    );
    assert!(
        script.contains(r#""site_id":"testshop","base_url":"https://forms.example""#),
        "{script}"
    );
    assert!(script.contains(r#""forms":[]"#), "{script}");
}

#[tokio::test]
async fn the_script_says_how_it_may_be_read_and_kept() {
    let (app, _) = TestApp::with_form().await;
    let answer = app.get(&path(), &[]).await.is(200);
    for (name, value) in [
        ("content-type", "text/javascript; charset=utf-8"),
        (
            "cache-control",
            "public, max-age=60, stale-while-revalidate=600",
        ),
        ("vary", "Accept-Encoding"),
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("timing-allow-origin", "*"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", ""),
        ("set-cookie", ""),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn every_encoding_holds_the_same_script_under_its_own_tag() {
    let (app, _) = TestApp::with_form().await;
    let identity = app.get(&path(), &[]).await.is(200);
    let gzip = app
        .get(&path(), &[("accept-encoding", "gzip, deflate")])
        .await
        .is(200);
    let brotli = app
        .get(&path(), &[("accept-encoding", "gzip, deflate, br, zstd")])
        .await
        .is(200);
    assert_eq!(identity.header("content-encoding"), "");
    assert_eq!(gzip.header("content-encoding"), "gzip");
    assert_eq!(brotli.header("content-encoding"), "br");

    let mut unpacked = Vec::new();
    GzDecoder::new(&*gzip.body)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, identity.body);
    unpacked.clear();
    brotli::Decompressor::new(&*brotli.body, 4096)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, identity.body);

    let tags = [&identity, &gzip, &brotli].map(|answer| answer.header("etag").to_owned());
    assert!(
        tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2],
        "{tags:?}"
    );
}

#[tokio::test]
async fn a_client_that_has_the_script_does_not_get_it_again() {
    let (app, _) = TestApp::with_form().await;
    let brotli = ("accept-encoding", "br");
    let tag = app.get(&path(), &[brotli]).await.header("etag").to_owned();
    for known in [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"other\", {tag}"),
        "*".to_owned(),
    ] {
        let answer = app
            .get(&path(), &[brotli, ("if-none-match", &known)])
            .await
            .is(304);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("etag"), tag);
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=60, stale-while-revalidate=600"
        );
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    app.get(&path(), &[("if-none-match", &tag)]).await.is(200);

    app.publish(&form(FORM, "Changed")).await;
    app.get(&path(), &[brotli, ("if-none-match", &tag)])
        .await
        .is(200);
}

#[tokio::test]
async fn head_gives_the_same_headers_without_the_script() {
    let (app, _) = TestApp::with_form().await;
    let get = app.get(&path(), &[]).await.is(200);
    let head = app
        .request(Method::HEAD, &path(), &[], Body::empty())
        .await
        .is(200);
    assert!(head.body.is_empty());
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(head.header("etag"), get.header("etag"));
}

#[tokio::test]
async fn an_unknown_site_is_a_404_that_pages_can_read() {
    let (app, _) = TestApp::with_form().await;
    for site in [
        "nobody99",
        "no",
        "not-an-id",
        "%F0%9F%90%BF",
        "%ff",
        "a%2Fb",
    ] {
        let answer = app.get(&format!("/v1/{site}/onsite.js"), &[]).await.is(404);
        assert_eq!(answer.code(), "unknown_site", "{site}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let answer = app.get("/v1/nobody99/onsite.js", &[]).await;
    let message = answer.json()["error"]["message"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        message.starts_with("there is no site `nobody99`; "),
        "{message}"
    );
}
