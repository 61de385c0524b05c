//! `/api/v1/sites/{site}/forms/{form}/draft`.

use axum::{body::Body, http::Method};
use serde_json::{Value, json};

use crate::{
    forms::form,
    test_app::{SITE, TOKEN, TestApp},
};

#[tokio::test]
async fn a_draft_is_stored_unchanged_and_its_problems_are_listed() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let path = format!("/api/v1/sites/{SITE}/forms/letter1/draft");
    let authorization = format!("Bearer {TOKEN}");
    let headers = [("authorization", authorization.as_str())];
    let draft = "{ \"name\": \"Unfinished\",\n  \"form_id\": \"letter1\" }";
    let answer = app
        .request(Method::PUT, &path, &headers, Body::from(draft))
        .await
        .is(200);
    assert_eq!(answer.problem_paths(), ["$.schema_version", "$.versions"]);
    let answer = app.get(&path, &headers).await.is(200);
    assert_eq!(answer.text(), draft);
    assert_eq!(answer.header("content-type"), "application/json");

    let valid = form("letter1", "Hello");
    let answer = app
        .request(Method::PUT, &path, &headers, Body::from(valid.to_string()))
        .await
        .is(200);
    assert_eq!(answer.json(), json!({"form_id": "letter1", "problems": []}));
}

#[tokio::test]
async fn a_draft_is_an_object() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    for draft in [json!([]), json!("letter1"), json!(7)] {
        let answer = app
            .manage("PUT", &format!("/sites/{SITE}/forms/letter1/draft"), draft)
            .await
            .is(422);
        assert_eq!(answer.problem_paths(), ["$"]);
    }
    app.manage(
        "GET",
        &format!("/sites/{SITE}/forms/letter1/draft"),
        Value::Null,
    )
    .await
    .is(404);
}

#[tokio::test]
async fn missing_drafts_are_404() {
    let app = TestApp::start().await;
    let draft = form("letter1", "Hello");
    let answer = app
        .manage("PUT", "/sites/nobody99/forms/letter1/draft", draft)
        .await
        .is(404);
    assert_eq!(answer.code(), "unknown_site");
    app.put_site(&[]).await;
    for (path, code) in [
        ("/sites/nobody99/forms/letter1/draft", "unknown_site"),
        ("/sites/testshop/forms/letter1/draft", "unknown_form"),
        ("/sites/testshop/forms/a-b/draft", "unknown_form"),
        ("/sites/testshop/forms/letter1/versions", "unknown_form"),
        ("/sites/nobody99/forms", "unknown_site"),
    ] {
        assert_eq!(
            app.manage("GET", path, Value::Null).await.is(404).code(),
            code,
            "{path}"
        );
    }
    for path in [
        "/sites/testshop/forms/letter1/publish",
        "/sites/testshop/forms/letter1/unpublish",
    ] {
        assert_eq!(
            app.manage("POST", path, Value::Null).await.is(404).code(),
            "unknown_form"
        );
    }
}
