//! Pages of which origins may submit.

use axum::http::Method;
use serde_json::json;

use crate::{
    forms::{form, submission},
    test_app::{FORM, ORIGIN, SITE, TestApp},
};

#[tokio::test]
async fn only_pages_of_the_sites_origins_may_submit() {
    let (app, version_id) = TestApp::with_form().await;
    let others = [
        "https://elsewhere.example",
        "http://shop.example",
        "https://shop.example:8443",
        "https://shop.example.evil.example",
        "https://www.shop.example",
        "null",
        "",
    ];
    for origin in others {
        let answer = app
            .submit_from(origin, &submission(1, FORM, &version_id))
            .await
            .is(403);
        assert_eq!(answer.code(), "origin_not_allowed");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, 0);
    app.submit_from(ORIGIN, &submission(1, FORM, &version_id))
        .await
        .is(201);
    let refused = r#"dormouse_submissions_total{outcome="origin_refused"} 7"#;
    assert!(app.metrics().await.text().contains(refused));
}

#[tokio::test]
async fn clients_that_are_not_pages_may_submit() {
    let (app, version_id) = TestApp::with_form().await;
    let body = submission(1, FORM, &version_id).to_string();
    let path = format!("/api/v1/sites/{SITE}/submissions");
    app.request(Method::POST, &path, &[], body.into())
        .await
        .is(201);
}

#[tokio::test]
async fn a_site_without_origins_takes_nothing_from_pages() {
    let (app, version_id) = TestApp::with_form().await;
    app.put_site(&[]).await;
    app.submit(&submission(1, FORM, &version_id)).await.is(403);
}

#[tokio::test]
async fn pages_of_every_subdomain_may_submit_if_the_site_says_so() {
    let app = TestApp::start().await;
    app.put_site(&["https://*.Shop.Example", "https://shop.example"])
        .await;
    let version_id = app.publish(&form(FORM, "Hello")).await;
    let allowed = [
        "https://shop.example",
        "https://www.shop.example",
        "https://a.b.shop.example",
    ];
    for (number, origin) in (1..).zip(allowed) {
        app.submit_from(origin, &submission(number, FORM, &version_id))
            .await
            .is(201);
    }
    for origin in [
        "http://www.shop.example",
        "https://evilshop.example",
        "https://*.shop.example",
    ] {
        app.submit_from(origin, &submission(9, FORM, &version_id))
            .await
            .is(403);
    }
    let refused = json!({"origins": ["https://www.*.example"]});
    let answer = app
        .manage("PUT", &format!("/sites/{SITE}"), refused)
        .await
        .is(422);
    assert_eq!(answer.problem_paths(), ["$.origins[0]"]);
    assert!(
        answer
            .text()
            .contains("`https://*.shop.example` for all of its subdomains")
    );
}
