//! `…/publish`, `…/unpublish`, and the lists of forms and versions.

use axum::{body::Body, http::Method};
use serde_json::{Value, json};

use crate::{
    forms::form,
    test_app::{FORM, SITE, TOKEN, TestApp},
};

fn path(form_id: &str, what: &str) -> String {
    format!("/sites/{SITE}/forms/{form_id}/{what}")
}

#[tokio::test]
async fn publishing_changes_the_script_at_once() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let draft = form(FORM, "Hello");
    app.manage("PUT", &path(FORM, "draft"), draft).await.is(200);
    assert!(!app.script().await.contains(FORM));
    let published = app
        .manage("POST", &path(FORM, "publish"), Value::Null)
        .await
        .is(200)
        .json();
    let version_id = published["version_id"].as_str().unwrap();
    assert!(app.script().await.contains(version_id));
    let brotli = app
        .get(
            &format!("/v1/{SITE}/onsite.js"),
            &[("accept-encoding", "br")],
        )
        .await;
    assert_eq!(published["onsite_brotli_bytes"], brotli.body.len());
    let bytes = published["bundle_bytes"].as_u64().unwrap();
    assert!(published["bundle_brotli_bytes"].as_u64().unwrap() < bytes);

    app.manage("POST", &path(FORM, "unpublish"), Value::Null)
        .await
        .is(200);
    assert!(!app.script().await.contains(FORM));
    app.manage("POST", &path(FORM, "unpublish"), Value::Null)
        .await
        .is(200);
}

#[tokio::test]
async fn a_draft_that_is_not_valid_is_not_published() {
    let (app, version_id) = TestApp::with_form().await;
    let mut draft = form(FORM, "Hello");
    draft["versions"][0]["type"] = json!("pop-up");
    app.manage("PUT", &path(FORM, "draft"), draft).await.is(200);
    let answer = app
        .manage("POST", &path(FORM, "publish"), Value::Null)
        .await
        .is(422);
    assert_eq!(answer.problem_paths(), ["$.versions[0].type"]);
    assert!(app.script().await.contains(&version_id));
}

#[tokio::test]
async fn a_draft_is_published_only_under_its_own_id() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let answer = app
        .manage("PUT", &path("letter2", "draft"), form(FORM, "Hello"))
        .await
        .is(200);
    assert_eq!(answer.problem_paths(), ["$.form_id"]);
    let answer = app
        .manage("POST", &path("letter2", "publish"), Value::Null)
        .await
        .is(422);
    assert_eq!(answer.problem_paths(), ["$.form_id"]);
}

#[tokio::test]
async fn forms_are_in_the_script_in_the_order_of_their_creation() {
    let (app, _) = TestApp::with_form().await;
    app.publish(&form("another1", "Hello")).await;
    app.publish(&form(FORM, "Changed")).await;
    let script = app.script().await;
    assert!(script.find(FORM).unwrap() < script.find("another1").unwrap());
}

#[tokio::test]
async fn forms_of_higher_priority_come_first() {
    let (app, _) = TestApp::with_form().await;
    let with_priority = |form_id: &str, priority: u32| {
        let mut form = form(form_id, "Hello");
        form["versions"][0]["priority"] = json!(priority);
        form
    };
    app.publish(&with_priority("last11", 49)).await;
    app.publish(&with_priority("middle1", 50)).await;
    app.publish(&with_priority("first1", 51)).await;
    let order = async |app: &TestApp| {
        let script = app.script().await;
        let mut ids = ["last11", "middle1", "first1", FORM];
        ids.sort_by_key(|id| script.find(id).unwrap());
        ids
    };
    assert_eq!(order(&app).await, ["first1", FORM, "middle1", "last11"]);
    // Not only where a form is published: the database knows it, too.
    app.put_site(&["https://other.example"]).await;
    assert_eq!(order(&app).await, ["first1", FORM, "middle1", "last11"]);
    app.publish(&with_priority("last11", 52)).await;
    assert_eq!(order(&app).await, ["last11", "first1", FORM, "middle1"]);
}

#[tokio::test]
async fn a_site_has_at_most_32_live_forms() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    for number in 1..=32 {
        app.publish(&form(&format!("letter{number}"), "Hello"))
            .await;
    }
    app.manage("PUT", &path("letter33", "draft"), form("letter33", "Hello"))
        .await
        .is(200);
    let answer = app
        .manage("POST", &path("letter33", "publish"), Value::Null)
        .await
        .is(422);
    assert!(answer.text().contains("33"), "{}", answer.text());
    app.publish(&form("letter32", "A live form can still change"))
        .await;
    app.manage("POST", &path("letter7", "unpublish"), Value::Null)
        .await
        .is(200);
    app.manage("POST", &path("letter33", "publish"), Value::Null)
        .await
        .is(200);
}

#[tokio::test]
async fn the_same_content_is_the_same_version() {
    let (app, first) = TestApp::with_form().await;
    let second = app.publish(&form(FORM, "Changed")).await;
    assert_eq!(app.publish(&form(FORM, "Hello")).await, first);
    let versions = app
        .manage("GET", &path(FORM, "versions"), Value::Null)
        .await
        .is(200)
        .json();
    let versions = versions["versions"].as_array().unwrap();
    let found: Vec<_> = versions
        .iter()
        .map(|it| (it["version_id"].as_str().unwrap(), it["is_live"] == true))
        .collect();
    assert_eq!(found, [(second.as_str(), false), (first.as_str(), true)]);
}

/// `JSON.stringify` writes such halves when a name was cut inside an emoji.
#[tokio::test]
async fn the_list_of_forms_has_a_name_that_ends_in_half_a_character() {
    let (app, _) = TestApp::with_form().await;
    let draft = Body::from(r#"{"name": "Sommer \ud83c"}"#);
    let address = format!("/api/v1{}", path("letter2", "draft"));
    let token = format!("Bearer {TOKEN}");
    app.request(Method::PUT, &address, &[("authorization", &token)], draft)
        .await
        .is(200);
    let forms = app
        .manage("GET", &format!("/sites/{SITE}/forms"), Value::Null)
        .await
        .is(200)
        .json();
    let name = forms["forms"][1]["name"].as_str().unwrap();
    assert!(name.starts_with("Sommer \u{fffd}"), "{name}");
}

#[tokio::test]
async fn the_list_of_forms_says_what_is_live() {
    let (app, version_id) = TestApp::with_form().await;
    app.manage("PUT", &path("letter2", "draft"), json!({"name": 7}))
        .await
        .is(200);
    let forms = app
        .manage("GET", &format!("/sites/{SITE}/forms"), Value::Null)
        .await
        .is(200)
        .json();
    let [live, draft] = &forms["forms"].as_array().unwrap()[..] else {
        panic!("{forms}")
    };
    assert_eq!(live["live_version_id"], version_id);
    insta::assert_json_snapshot!([live, draft], {
        "[].draft_updated_at" => "[time]", "[].live_version_id" => "[version_id]",
    });
}
