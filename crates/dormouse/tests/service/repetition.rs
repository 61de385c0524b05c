//! A submission that comes again is stored once, and never turned away.

use serde_json::{Value, json};
use tokio::join;

use crate::{
    forms::submission,
    test_app::{FORM, SITE, TestApp},
};

const STORED: &str = "SELECT count(*) FROM submissions";

#[tokio::test]
async fn the_same_again_is_answered_with_200_and_the_same_receipt() {
    let (app, version_id) = TestApp::with_form().await;
    let first = app.submit(&submission(1, FORM, &version_id)).await.is(201);
    let again = app.submit(&submission(1, FORM, &version_id)).await.is(200);
    assert_eq!(first.body, again.body);
    assert_eq!(app.count(STORED).await, 1);
    assert_eq!(app.count("SELECT count(*) FROM consents").await, 1);
}

#[tokio::test]
async fn space_and_order_do_not_make_another_body() {
    let (app, version_id) = TestApp::with_form().await;
    let document = submission(1, FORM, &version_id);
    app.submit(&document).await.is(201);
    let members = document.as_object().unwrap().iter().rev();
    let members: Vec<_> = members
        .map(|(key, value)| format!("{key:?} :\n{value}"))
        .collect();
    let body = format!("{{ {} }}", members.join(" , "));
    let path = format!("/api/v1/sites/{SITE}/submissions");
    app.request(axum::http::Method::POST, &path, &[], body.into())
        .await
        .is(200);
}

#[tokio::test]
async fn the_same_id_with_another_body_is_a_conflict_and_changes_nothing() {
    let (app, version_id) = TestApp::with_form().await;
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
    let mut other = submission(1, FORM, &version_id);
    other["answers"]["first_name"] = json!("Eve");
    let answer = app.submit(&other).await.is(409);
    assert_eq!(answer.code(), "submission_id_reused");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    // Nor does it matter whether the other body could have been stored.
    other["version_id"] = json!("otherVersion");
    app.submit(&other).await.is(409);
    assert_eq!(app.count(STORED).await, 1);
    assert_eq!(
        app.count("SELECT count(*) FROM profiles WHERE properties LIKE '%Eve%'")
            .await,
        0
    );
}

#[tokio::test]
async fn ids_are_unique_within_a_site_only() {
    let (app, version_id) = TestApp::with_form().await;
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
    app.manage("PUT", "/sites/othershop", json!({"origins": []}))
        .await
        .is(200);
    let path = "/sites/othershop/forms/letter1";
    let form = crate::forms::form(FORM, "Hello");
    app.manage("PUT", &format!("{path}/draft"), form)
        .await
        .is(200);
    app.manage("POST", &format!("{path}/publish"), Value::Null)
        .await
        .is(200);
    let body = submission(1, FORM, &version_id).to_string();
    let path = "/api/v1/sites/othershop/submissions";
    app.request(axum::http::Method::POST, path, &[], body.into())
        .await
        .is(201);
    assert_eq!(app.count(STORED).await, 2);
    assert_eq!(app.count("SELECT count(*) FROM profiles").await, 2);
}

#[tokio::test]
async fn a_stored_submission_never_becomes_an_error() {
    let (app, version_id) = TestApp::with_form().await;
    let stored = submission(1, FORM, &version_id);
    app.submit(&stored).await.is(201);
    app.put_site(&["https://elsewhere.example"]).await;
    app.manage(
        "POST",
        &format!("/sites/{SITE}/forms/{FORM}/unpublish"),
        Value::Null,
    )
    .await
    .is(200);
    app.submit(&stored).await.is(200);
    app.submit(&submission(2, FORM, &version_id)).await.is(403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_the_same_time_one_is_stored_and_the_other_repeated() {
    let (app, version_id) = TestApp::with_form().await;
    for number in 1..=20 {
        let same = submission(number, FORM, &version_id);
        let (a, b) = join!(app.submit(&same), app.submit(&same));
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201]);
        assert_eq!(a.body, b.body);
        let mut other = same.clone();
        other["submission_id"] = json!(crate::forms::random_like_id(1_000 + number));
        let mut conflicting = other.clone();
        conflicting["step"] = json!(1);
        let (a, b) = join!(app.submit(&other), app.submit(&conflicting));
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
    }
    assert_eq!(app.count(STORED).await, 40);
}
