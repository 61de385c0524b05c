//! A database that is busy, and more submissions than can be handled: 503, and nothing half-written.

use std::time::Duration;

use dormouse::config::Limits;
use tokio::join;

use crate::{
    forms::{form, submission},
    test_app::{FORM, ORIGIN, TestApp},
};

const EVERYTHING: &str =
    "SELECT (SELECT count(*) FROM submissions) + (SELECT count(*) FROM profiles)
                                 + (SELECT count(*) FROM consents)";

#[tokio::test]
async fn a_busy_database_is_a_503_and_the_same_again_is_stored_later() {
    let (app, version_id) = TestApp::with_form().await;
    let other = app.database().await;
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let answer = app.submit(&submission(1, FORM, &version_id)).await.is(503);
    assert_eq!(answer.code(), "unavailable");
    assert_eq!(answer.header("retry-after"), "2");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(
        answer.header("access-control-expose-headers"),
        "retry-after"
    );
    app.get("/v1/testshop/onsite.js", &[]).await.is(200);
    lock.rollback().await.unwrap();
    assert_eq!(app.count(EVERYTHING).await, 0);
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
    assert_eq!(app.count(EVERYTHING).await, 3);
}

#[tokio::test]
async fn more_submissions_than_can_be_handled_are_turned_away_at_once() {
    let limits = Limits {
        submissions_in_flight: 1,
        busy_timeout: Duration::from_secs(1),
        ..Limits::default()
    };
    let app = TestApp::start_with(limits).await;
    app.put_site(&[ORIGIN]).await;
    let version_id = app.publish(&form(FORM, "Hello")).await;
    let other = app.database().await;
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let (first, second) = (
        submission(1, FORM, &version_id),
        submission(2, FORM, &version_id),
    );
    let (first, second) = join!(app.submit(&first), app.submit(&second));
    lock.rollback().await.unwrap();
    assert_eq!(first.is(503).code(), "unavailable");
    let second = second.is(503);
    assert_eq!(second.code(), "overloaded");
    assert_eq!(second.header("retry-after"), "2");
    assert_eq!(second.header("access-control-allow-origin"), "*");
    app.submit(&submission(2, FORM, &version_id)).await.is(201);
    let text = app.metrics().await.text();
    assert!(
        text.contains(r#"dormouse_submissions_total{outcome="unavailable"} 2"#),
        "{text}"
    );
}
