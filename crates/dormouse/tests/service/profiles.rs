//! Persons whom submissions identify.

use serde_json::{Value, json};
use sqlx::Row;

use crate::{
    forms::submission,
    test_app::{FORM, TestApp},
};

async fn submit(app: &TestApp, version_id: &str, number: u64, answers: Value) -> Value {
    let mut submission = submission(number, FORM, version_id);
    submission["answers"] = answers;
    app.submit(&submission).await.is(201).json()
}

async fn profiles(app: &TestApp) -> Vec<(String, Value)> {
    let rows = sqlx::query("SELECT email, properties FROM profiles ORDER BY email");
    let rows = rows.fetch_all(&app.database().await).await.unwrap();
    rows.iter()
        .map(|row| (row.get(0), serde_json::from_str(row.get(1)).unwrap()))
        .collect()
}

#[tokio::test]
async fn the_latest_answers_of_a_person_are_merged() {
    let (app, version_id) = TestApp::with_form().await;
    let first = submit(
        &app,
        &version_id,
        1,
        json!({"email": "Ada@Example.com", "first_name": "Ada"}),
    )
    .await;
    let second = submit(&app, &version_id, 2, json!({"email": "ada@example.com"})).await;
    let third = submit(
        &app,
        &version_id,
        3,
        json!({"email": "ada@example.com", "first_name": " "}),
    )
    .await;
    assert_eq!(first["profile_id"], second["profile_id"]);
    assert_eq!(first["profile_id"], third["profile_id"]);
    assert_eq!(
        profiles(&app).await,
        [("Ada@Example.com".to_owned(), json!({"first_name": "Ada"}))]
    );

    submit(
        &app,
        &version_id,
        4,
        json!({"email": "ada@example.com", "first_name": "Augusta"}),
    )
    .await;
    assert_eq!(
        profiles(&app).await,
        [(
            "Ada@Example.com".to_owned(),
            json!({"first_name": "Augusta"})
        )]
    );
}

#[tokio::test]
async fn each_person_has_a_profile() {
    let (app, version_id) = TestApp::with_form().await;
    submit(&app, &version_id, 1, json!({"email": "ada@example.com"})).await;
    submit(
        &app,
        &version_id,
        2,
        json!({"email": "käthe@müller.de", "first_name": "Käthe"}),
    )
    .await;
    assert_eq!(profiles(&app).await.len(), 2);
}

#[tokio::test]
async fn without_an_address_nobody_is_identified() {
    let (app, _) = TestApp::with_form().await;
    let mut form = crate::forms::form(FORM, "Hello");
    form["versions"][0]["steps"][0]["columns"][0]["rows"][0]["blocks"][2]["required"] =
        json!(false);
    let version_id = app.publish(&form).await;
    let receipt = submit(
        &app,
        &version_id,
        1,
        json!({"email": "", "first_name": "Ada"}),
    )
    .await;
    assert_eq!(receipt.get("profile_id"), None);
    assert_eq!(profiles(&app).await, []);
}
