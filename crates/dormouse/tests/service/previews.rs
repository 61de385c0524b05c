//! Previews of drafts: `/api/v1/sites/{site}/forms/{form}/preview` and `/a/preview/{file}`.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use dormouse::{clock::Clock, config::Limits};
use serde_json::{Value, json};

use crate::{
    forms::form,
    test_app::{SITE, TestApp, modules},
};

/// Asks for a preview, and returns the value of `?dormouse_preview=` in its address.
async fn signed(app: &TestApp, wish: Value) -> String {
    let path = format!("/sites/{SITE}/forms/letter1/preview");
    let answer = app.manage("POST", &path, wish).await.is(200).json();
    let address = answer["address"].as_str().unwrap();
    let (_, signed) = address.split_once("dormouse_preview=").unwrap();
    signed.to_owned()
}

async fn with_draft(text: &str) -> TestApp {
    let app = TestApp::start().await;
    app.put_site(&["https://shop.example"]).await;
    put(&app, form("letter1", text)).await;
    app
}

async fn put(app: &TestApp, draft: Value) {
    let path = format!("/sites/{SITE}/forms/letter1/draft");
    app.manage("PUT", &path, draft).await.is(200);
}

async fn script(app: &TestApp, signed: &str) -> String {
    let path = format!("/a/preview/{SITE}.{signed}.js");
    let answer = app.get(&path, &[]).await.is(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        answer.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    answer.text()
}

#[tokio::test]
async fn a_signed_address_shows_the_current_draft() {
    let app = with_draft("First words").await;
    let signed = signed(&app, Value::Null).await;
    assert!(script(&app, &signed).await.contains("First words"));
    put(&app, form("letter1", "Second words")).await;
    let shown = script(&app, &signed).await;
    assert!(shown.contains("Second words") && !shown.contains("First words"));
    // The form is still not live.
    let onsite = app.get(&format!("/v1/{SITE}/onsite.js"), &[]).await.is(200);
    assert!(!onsite.text().contains("letter1"));
}

#[tokio::test]
async fn an_address_is_of_the_page_that_was_named_else_of_the_site() {
    let app = with_draft("Hello").await;
    let path = format!("/sites/{SITE}/forms/letter1/preview");
    let page = json!({"page": "https://shop.example/tea?a=1#top", "hours": 2});
    let answer = app.manage("POST", &path, page).await.is(200).json();
    let address = answer["address"].as_str().unwrap();
    assert!(
        address.starts_with("https://shop.example/tea?a=1&dormouse_preview=letter1.0."),
        "{address}"
    );
    assert!(address.ends_with("#top"), "{address}");
    assert_eq!(answer["expires_in_seconds"], 7200);
    let answer = app.manage("POST", &path, Value::Null).await.is(200).json();
    let address = answer["address"].as_str().unwrap();
    assert!(
        address.starts_with("https://shop.example/?dormouse_preview="),
        "{address}"
    );
    for (wish, problem) in [
        (json!([]), "$"),
        (json!({"page": "javascript:alert(1)"}), "$.page"),
        (json!({"hours": 0}), "$.hours"),
        (json!({"hours": 1.5}), "$.hours"),
        (json!({"days": 1}), "$.days"),
    ] {
        let answer = app.manage("POST", &path, wish).await.is(422);
        assert_eq!(answer.problem_paths(), [problem]);
    }
}

#[tokio::test]
async fn a_changed_or_expired_address_says_so_and_shows_nothing() {
    let now = Arc::new(AtomicI64::new(1_800_000_000_000));
    let clock = Clock::Set(now.clone());
    let app = with_draft("Secret words").await;
    let app = app
        .restart(modules("1"), |config| config.clock = clock)
        .await;
    let signed = signed(&app, json!({"hours": 1})).await;
    let changed = signed.replacen("letter1", "letter2", 1);
    let later = signed.replacen(".0.", ".0.9", 1);
    for changed in [
        &changed,
        &later,
        "",
        "letter1",
        "letter1.0.9999999999.AAAA",
        "%2e%2e%2fv1%2ftestshop%2fonsite",
    ] {
        let script = script(&app, changed).await;
        assert!(script.contains("was changed"), "{changed}: {script}");
        assert!(!script.contains("Secret words"));
    }
    now.fetch_add(3_600_000, Ordering::SeqCst);
    let script = script(&app, &signed).await;
    assert!(script.contains("has expired"), "{script}");
    assert!(!script.contains("Secret words"));
}

#[tokio::test]
async fn a_draft_with_problems_is_not_shown_but_its_first_problem() {
    let app = with_draft("Hello").await;
    let signed = signed(&app, Value::Null).await;
    put(&app, json!({"form_id": "letter1", "schema_version": 1})).await;
    let script = script(&app, &signed).await;
    assert!(script.contains("cannot be shown before it is mended"));
    // Whatever a draft says is a text of the script, and never code.
    let mut draft = form("letter1", "Hello");
    draft["*/alert(1)/*\"+alert(2)+\""] = json!(1);
    put(&app, draft).await;
    let script = self::script(&app, &signed).await;
    let (_, said) = script.rsplit_once("\nsay(").unwrap();
    let said: Value = serde_json::from_str(said.strip_suffix(");").unwrap()).unwrap();
    assert!(said.as_str().unwrap().contains("alert(1)"), "{script}");
    let path = format!("/sites/{SITE}/forms/letter1/preview");
    app.manage("POST", &path, Value::Null).await.is(422);
    let elsewhere = format!("/sites/{SITE}/forms/nothere1/preview");
    app.manage("POST", &elsewhere, Value::Null).await.is(404);
}

#[tokio::test]
async fn an_address_works_after_a_restart_too() {
    let app = with_draft("Hello").await;
    let signed = signed(&app, Value::Null).await;
    let app = app.restart(modules("1"), |_| ()).await;
    assert!(script(&app, &signed).await.contains("Hello"));
}

/// Anybody who has the address of one could otherwise keep the service from all other work.
#[tokio::test]
async fn more_previews_than_can_be_made_say_so_in_the_page() {
    let limits = Limits {
        previews_in_flight: 0,
        ..Limits::default()
    };
    let app = TestApp::start_with(limits).await;
    app.put_site(&["https://shop.example"]).await;
    put(&app, form("letter1", "Hello")).await;
    let signed = signed(&app, Value::Null).await;
    let script = script(&app, &signed).await;
    let refused = script.contains("Too many previews are asked for at once.");
    assert!(refused && !script.contains("Hello"), "{script}");
}
