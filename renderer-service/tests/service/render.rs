//! `/v1/render`.

use serde_json::json;

use crate::world::{World, limits};

#[tokio::test]
async fn a_text_is_rendered() {
    let request = json!({"format": "markdown", "content": "*one*"}).to_string();
    let answer = World::real().post("/v1/render", request).await.is(200);
    assert_eq!(answer.json()["text"], "one");
    assert!(answer.text().contains("<em>one</em>"), "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
}

#[tokio::test]
async fn an_error_is_the_same_as_on_the_command_line() {
    let world = World::real();
    for body in [&b"{"[..], b"{}", b"\xff", b""] {
        let answer = world.post("/v1/render", body).await.is(422);
        assert_eq!(answer.json()["error"]["path"], "$");
        assert!(answer.json()["error"]["message"].is_string());
    }
}

#[tokio::test]
async fn a_panic_is_a_500_without_details_and_affects_no_other() {
    let world = World::gated(limits());
    for _ in 0..3 {
        let answer = world.post("/v1/render", "panic").await.is(500);
        assert_eq!(answer.code(), "internal");
        assert!(!answer.text().contains("secret"), "{}", answer.text());
        world.post("/v1/render", "good").await.is(200);
    }
}
