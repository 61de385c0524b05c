//! What operators use, and unknown addresses.

use axum::{body::Body, http::Method};

use crate::{
    forms::submission,
    test_app::{FORM, TestApp},
};

#[tokio::test]
async fn the_service_reports_that_it_is_up_and_ready() {
    let app = TestApp::start().await;
    app.get("/healthz", &[]).await.is(200);
    app.get("/readyz", &[]).await.is(200);
    app.app.close().await;
    app.get("/healthz", &[]).await.is(200);
    assert_eq!(app.get("/readyz", &[]).await.is(503).code(), "unavailable");
}

#[tokio::test]
async fn requests_and_submissions_are_counted_by_route_and_outcome() {
    let (app, version_id) = TestApp::with_form().await;
    app.script().await;
    app.get("/v1/nobody99/onsite.js", &[]).await;
    app.get("/no/such/page?email=ada@example.com", &[]).await;
    for _ in 0..2 {
        app.submit(&submission(1, FORM, &version_id)).await;
    }
    app.submit(&submission(2, FORM, "otherVersion")).await;
    let answer = app.metrics().await.is(200);
    assert!(
        answer
            .header("content-type")
            .starts_with("application/openmetrics-text")
    );
    let text = answer.text();
    // Not on the address for visitors.
    app.get("/metrics", &[]).await.is(404);
    for line in [
        r#"dormouse_form_submissions_total{site="testshop",form="letter1"} 1"#,
        r#"dormouse_http_requests_total{route="/v1/{site}/onsite.js",method="GET",status="200"} 1"#,
        r#"dormouse_http_requests_total{route="/v1/{site}/onsite.js",method="GET",status="404"} 1"#,
        r#"dormouse_http_requests_total{route="none",method="GET",status="404"} 1"#,
        r#"dormouse_http_request_duration_seconds_count{route="/v1/{site}/onsite.js"} 2"#,
        r#"dormouse_submissions_total{outcome="stored"} 1"#,
        r#"dormouse_submissions_total{outcome="repeated"} 1"#,
        r#"dormouse_submissions_total{outcome="invalid"} 1"#,
        r#"dormouse_build_info{version="0.0.0"} 1"#,
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert!(!text.contains("ada"));
}

#[tokio::test]
async fn unknown_addresses_get_a_json_answer() {
    let app = TestApp::start().await;
    assert_eq!(
        app.get("/nothing", &[]).await.is(404).code(),
        "unknown_route"
    );
    for (method, path) in [
        (Method::POST, "/healthz"),
        (Method::DELETE, "/api/v1/sites/testshop"),
        (Method::PUT, "/v1/testshop/onsite.js"),
        (Method::DELETE, "/api/v1/sites/testshop/submissions"),
    ] {
        let answer = app.request(method, path, &[], Body::empty()).await;
        assert!(
            matches!(answer.status.as_u16(), 405 | 401),
            "{path}: {}",
            answer.text()
        );
    }
}
