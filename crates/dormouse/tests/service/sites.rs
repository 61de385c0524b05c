//! `/api/v1/sites`, and the token that all management asks for.

use axum::{body::Body, http::Method};
use serde_json::{Value, json};

use crate::test_app::{SITE, TestApp};

#[tokio::test]
async fn a_site_is_made_and_its_origins_are_normalized() {
    let app = TestApp::start().await;
    let settings = json!({"origins": ["https://Shop.Example:443/", "http://127.0.0.1:8786", "https://shop.example"]});
    let site = json!({
        "site_id": SITE, "origins": ["https://shop.example", "http://127.0.0.1:8786"], "engine": "auto",
    });
    assert_eq!(
        app.manage("PUT", "/sites/testshop", settings)
            .await
            .is(200)
            .json(),
        site
    );
    assert_eq!(
        app.manage("GET", "/sites/testshop", Value::Null)
            .await
            .is(200)
            .json(),
        site
    );
    app.manage(
        "PUT",
        "/sites/othershop",
        json!({"origins": [], "engine": "js"}),
    )
    .await
    .is(200);
    let sites = app
        .manage("GET", "/sites", Value::Null)
        .await
        .is(200)
        .json();
    let ids: Vec<_> = sites["sites"]
        .as_array()
        .unwrap()
        .iter()
        .map(|site| site["site_id"].clone())
        .collect();
    assert_eq!(ids, ["testshop", "othershop"]);
}

#[tokio::test]
async fn the_engine_of_a_site_is_in_its_script() {
    let app = TestApp::start().await;
    for (engine, expected) in [
        ("js", "\"forms\":[]},(imports) => ({ twin: \"1\" })"),
        ("wasm", "\"forms\":[]},\""),
        ("auto", "\"trigger_twin\":"),
    ] {
        app.manage(
            "PUT",
            "/sites/testshop",
            json!({"origins": [], "engine": engine}),
        )
        .await
        .is(200);
        let script = app.script().await;
        assert!(
            script.contains(&format!("\"engine\":\"{engine}\"")) && script.contains(expected),
            "{script}"
        );
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_settings_is_listed() {
    let app = TestApp::start().await;
    let check = async |settings: Value, paths: &[&str]| {
        let answer = app.manage("PUT", "/sites/testshop", settings).await.is(422);
        assert_eq!(answer.problem_paths(), paths, "{}", answer.text());
    };
    check(json!([]), &["$"]).await;
    check(json!({}), &["$.origins"]).await;
    check(json!({"origins": "https://shop.example"}), &["$.origins"]).await;
    check(
        json!({"origins": ["https://shop.example/a", 7, "ok"]}),
        &["$.origins[0]", "$.origins[1]", "$.origins[2]"],
    )
    .await;
    check(
        json!({"origins": [], "engine": "turbo", "name": "x"}),
        &["$.engine", "$"],
    )
    .await;
    app.manage("GET", "/sites/testshop", Value::Null)
        .await
        .is(404);
    app.manage("PUT", "/sites/a-b", json!({"origins": []}))
        .await
        .is(404);
}

#[tokio::test]
async fn management_needs_the_token() {
    let (app, _) = TestApp::with_form().await;
    let form = "/api/v1/sites/testshop/forms/letter1";
    for (method, path) in [
        ("GET", "/api/v1/sites".to_owned()),
        ("PUT", "/api/v1/sites/testshop".to_owned()),
        ("GET", "/api/v1/sites/testshop".to_owned()),
        ("GET", "/api/v1/sites/testshop/submissions".to_owned()),
        ("GET", "/api/v1/sites/testshop/forms".to_owned()),
        ("PUT", format!("{form}/draft")),
        ("GET", format!("{form}/draft")),
        ("POST", format!("{form}/publish")),
        ("POST", format!("{form}/unpublish")),
        ("GET", format!("{form}/versions")),
    ] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        for token in [
            None,
            Some("Bearer wrong-token-for-tests"),
            Some("Bearer "),
            Some("Basic token-for-tests-only"),
        ] {
            let headers: Vec<_> = token
                .map(|token| ("authorization", token))
                .into_iter()
                .collect();
            let answer = app
                .request(method.clone(), &path, &headers, Body::empty())
                .await
                .is(401);
            assert_eq!(answer.code(), "unauthorized");
            assert_eq!(
                answer.header("www-authenticate"),
                "Bearer realm=\"dormouse\""
            );
        }
    }
}
