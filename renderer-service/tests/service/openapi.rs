//! The API description matches the router.

use axum::{body::Body, http::Request};

use crate::world::World;

const ROUTER: &str = include_str!("../../src/router.rs");

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let document = World::real().get("/openapi.json").await.is(200).json();
    let mut described: Vec<_> = document["paths"].as_object().unwrap().keys().collect();
    let mut routes: Vec<_> = ROUTER
        .split(".route(")
        .skip(1)
        .map(|call| call.split('"').nth(1).unwrap())
        .collect();
    described.sort();
    routes.sort();
    assert_eq!(described, routes);
}

#[tokio::test]
async fn every_described_operation_is_there() {
    let world = World::real();
    let document = world.get("/openapi.json").await.json();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let request = Request::builder()
                .method(method.to_uppercase().as_str())
                .uri(path);
            let answer = world.send(request.body(Body::empty()).unwrap()).await;
            let status = answer.status.as_u16().to_string();
            assert!(
                operation["responses"][&status].is_object(),
                "{method} {path}: {status} is not described"
            );
        }
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let document = World::real().get("/openapi.json").await.json();
    let text = document.to_string();
    for reference in text.split(r##""$ref":"#"##).skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}
