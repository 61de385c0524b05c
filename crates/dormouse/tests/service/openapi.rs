//! The API description matches the router.

use axum::{body::Body, http::Method};
use serde_json::Value;

use crate::{
    forms::random_like_id,
    test_app::{TOKEN, TestApp},
};

const ROUTER: &str = include_str!("../../src/router.rs");

async fn document(app: &TestApp) -> Value {
    app.get("/api/v1/openapi.json", &[]).await.is(200).json()
}

#[tokio::test]
async fn every_route_is_described() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    let described = document["paths"].as_object().unwrap();
    let routes: Vec<_> = ROUTER
        .split(".route(")
        .skip(1)
        .map(|call| call.split('"').nth(1).unwrap())
        .collect();
    assert!(routes.len() > 10, "{routes:?}");
    for route in &routes {
        assert!(described.contains_key(*route), "{route} is not described");
    }
    assert_eq!(described.len(), routes.len());
}

#[tokio::test]
async fn every_described_operation_is_there() {
    let (app, _) = TestApp::with_form().await;
    let authorization = format!("Bearer {TOKEN}");
    let mut operations = Vec::new();
    for (path, item) in document(&app).await["paths"].as_object().unwrap() {
        for method in item
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| *key != "parameters")
        {
            let address = path
                .replace("{site}", "testshop")
                .replace("{form}", "letter1")
                .replace("{submission}", &random_like_id(1));
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let headers = [("authorization", authorization.as_str())];
            let answer = app
                .request(method.clone(), &address, &headers, Body::empty())
                .await;
            let is_there = !matches!(answer.status.as_u16(), 405 | 500)
                && !answer.text().contains("unknown_route");
            assert!(is_there, "{method} {path}: {}", answer.text());
            operations.push(format!("{method} {path}"));
        }
    }
    insta::assert_json_snapshot!(operations);
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    let text = document.to_string();
    for reference in text.split(r##""$ref":"#"##).skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}
