//! A start with other modules, or at another address, brings every script up to date.

use dormouse::Origin;
use serde_json::Value;
use sqlx::{Row, SqlitePool};

use crate::{
    forms::submission,
    test_app::{FORM, TestApp, modules},
};

#[tokio::test]
async fn a_start_with_the_same_modules_changes_nothing() {
    let (app, _) = TestApp::with_form().await;
    let before = app.script().await;
    let assets = app.count("SELECT count(*) FROM assets").await;
    let app = app.restart(modules("1"), |_| {}).await;
    assert_eq!(app.script().await, before);
    assert_eq!(app.count("SELECT count(*) FROM assets").await, assets);
}

#[tokio::test]
async fn other_modules_are_used_at_once_and_the_files_of_earlier_ones_stay() {
    let (app, version_id) = TestApp::with_form().await;
    app.manage(
        "PUT",
        "/sites/othershop",
        serde_json::json!({"origins": []}),
    )
    .await
    .is(200);
    let (old, new) = (modules("1"), modules("2"));
    let app = app.restart(modules("2"), |_| {}).await;
    let script = app.script().await;
    assert!(
        script.contains("/* loader 2 */") && script.contains(&version_id),
        "{script}"
    );
    assert!(
        script.contains(&new.render.hash) && script.contains(&new.api.hash),
        "{script}"
    );
    assert!(!script.contains(&old.render.hash), "{script}");
    assert!(
        app.get("/v1/othershop/onsite.js", &[])
            .await
            .is(200)
            .text()
            .contains("/* loader 2 */")
    );
    for file in [old.files(), new.files()].concat() {
        app.get(&file.path(), &[]).await.is(200);
    }
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
}

#[tokio::test]
async fn another_address_is_in_every_script() {
    let (app, _) = TestApp::with_form().await;
    let public_url = Origin::parse("https://cdn.example").unwrap();
    let app = app
        .restart(modules("1"), |config| config.public_url = public_url)
        .await;
    assert!(
        app.script()
            .await
            .contains(r#""base_url":"https://cdn.example""#)
    );
}

#[tokio::test]
async fn a_database_from_before_settings_and_priorities_gets_their_defaults() {
    let (app, version_id) = TestApp::with_form().await;
    let site = app.manage("GET", "/sites/testshop", Value::Null).await;
    let before = app.script().await;
    let database: SqlitePool = app.database().await;
    for back in [
        "ALTER TABLE sites DROP COLUMN settings",
        "ALTER TABLE versions DROP COLUMN priority",
        "DELETE FROM _sqlx_migrations WHERE version = 3",
    ] {
        sqlx::query(back).execute(&database).await.unwrap();
    }
    database.close().await;
    let app = app.restart(modules("1"), |_| {}).await;
    assert_eq!(app.script().await, before);
    let again = app.manage("GET", "/sites/testshop", Value::Null).await;
    assert_eq!(again.json(), site.json());
    let priority = app.count("SELECT priority FROM versions").await;
    assert_eq!(priority, 50);
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
}

/// The compiled output of each version, and the fingerprint of the script.
async fn compiled(app: &TestApp) -> Vec<(String, String)> {
    let rows = sqlx::query("SELECT version_id, bundle || rules FROM versions ORDER BY version_id");
    let rows = rows.fetch_all(&app.database().await).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test]
async fn another_compiler_compiles_every_fixture_form_again_and_the_same_one_none() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let folder = std::fs::read_dir("../../fixtures/forms").unwrap();
    let mut forms = 0;
    for file in folder.map(|entry| entry.unwrap().path()) {
        if file
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let form = std::fs::read_to_string(&file).unwrap();
            app.publish(&serde_json::from_str(&form).unwrap()).await;
            forms += 1;
        }
    }
    let published = compiled(&app).await;
    assert!(published.len() == forms && forms >= 10);

    // As another compiler had left them; a start with that very compiler would leave them so.
    let database = app.database().await;
    let outdated = "UPDATE versions SET bundle = 'outdatedBundle00', rules = 'outdated'";
    sqlx::query(outdated).execute(&database).await.unwrap();
    database.close().await;
    let app = app.restart(modules("1"), |_| {}).await;
    let kept = compiled(&app).await;
    assert!(
        kept.iter()
            .all(|(_, made)| made == "outdatedBundle00outdated"),
        "a form was compiled by the same compiler"
    );

    let database = app.database().await;
    let another = "UPDATE onsite_scripts SET composed_for = 'another compiler'";
    sqlx::query(another).execute(&database).await.unwrap();
    database.close().await;
    let app = app.restart(modules("1"), |_| {}).await;
    assert_eq!(compiled(&app).await, published);
}

#[tokio::test]
async fn a_live_version_that_is_no_longer_valid_stays_as_it_was_compiled() {
    let (app, version_id) = TestApp::with_form().await;
    let database: SqlitePool = app.database().await;
    sqlx::query("UPDATE versions SET form = '{}'")
        .execute(&database)
        .await
        .unwrap();
    database.close().await;
    let app = app.restart(modules("2"), |_| {}).await;
    let script = app.script().await;
    assert!(
        script.contains("/* loader 2 */") && script.contains(&version_id),
        "{script}"
    );
    assert!(script.contains(&modules("1").render.hash), "{script}");
}

#[tokio::test]
async fn a_data_folder_belongs_to_one_process() {
    let app = TestApp::start().await;
    let error = dormouse::App::start(&app.config, modules("1"))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("another dormouse uses the data folder"),
        "{error}"
    );
    app.manage("GET", "/sites", Value::Null).await.is(200);
}
