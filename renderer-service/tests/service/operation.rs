//! Health, metrics, and unknown addresses.

use axum::{body::Body, http::Request};

use crate::world::{World, limits};

#[tokio::test]
async fn it_is_up_and_ready() {
    let world = World::real();
    assert_eq!(world.get("/healthz").await.is(200).text(), "ok\n");
    assert_eq!(world.get("/readyz").await.is(200).text(), "ready\n");
}

#[tokio::test]
async fn requests_and_their_durations_are_counted_by_route() {
    let world = World::gated(limits());
    world.post("/v1/render", "one").await.is(200);
    world.post("/v1/compile", "{").await.is(400);
    world.get("/nothing/secret").await.is(404);
    let answer = world.get("/metrics").await.is(200);
    assert!(
        answer
            .header("content-type")
            .starts_with("application/openmetrics-text")
    );
    let text = answer.text();
    for line in [
        r#"renderer_http_requests_total{route="/v1/render",method="POST",status="200"} 1"#,
        r#"renderer_http_requests_total{route="/v1/compile",method="POST",status="400"} 1"#,
        r#"renderer_http_requests_total{route="none",method="GET",status="404"} 1"#,
        r#"renderer_http_request_duration_seconds_count{route="/v1/render"} 1"#,
        "renderer_work_seconds_count 2",
        "renderer_queue_wait_seconds_count 2",
        r#"renderer_build_info{version="0.0.0",build=""#,
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert!(!text.contains("secret"));
}

#[tokio::test]
async fn unknown_addresses_get_a_json_answer() {
    let world = World::real();
    assert_eq!(world.get("/nothing").await.is(404).code(), "unknown_route");
    for path in ["/v1/render", "/v1/render/batch", "/v1/compile"] {
        let answer = world.get(path).await.is(405);
        assert_eq!(answer.code(), "method_not_allowed");
    }
    let request = Request::post("/healthz").body(Body::empty()).unwrap();
    world.send(request).await.is(405);
}
