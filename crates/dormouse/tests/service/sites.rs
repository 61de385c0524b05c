//! `/api/v1/sites`, and the token that all management asks for.

use axum::{body::Body, http::Method};
use dormouse::config::ApiToken;
use serde_json::{Value, json};

use crate::test_app::{SITE, TOKEN, TestApp, modules};

#[tokio::test]
async fn a_site_is_made_and_its_origins_are_normalized() {
    let app = TestApp::start().await;
    let settings = json!({"origins": ["https://Shop.Example:443/", "http://127.0.0.1:8786", "https://shop.example"]});
    let site = json!({
        "site_id": SITE, "origins": ["https://shop.example", "http://127.0.0.1:8786"], "engine": "auto",
        "compat": null, "consent_source": "api", "storage_before_consent": "functional",
        "pause_between_forms_seconds": 60, "cookie_domain": null, "events_with_answers": false,
        "z_index": 9000, "isolation": "shadow",
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
        ("auto", "\"forms\":[]},\""),
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

/// Every setting with another value than its default.
fn every_setting() -> Value {
    json!({
        "origins": [], "engine": "js", "compat": "klaviyo", "consent_source": "shopify",
        "storage_before_consent": "none", "pause_between_forms_seconds": 300,
        "cookie_domain": ".shop.example", "events_with_answers": true,
        "z_index": 70, "isolation": "light",
    })
}

#[tokio::test]
async fn settings_are_stored_and_missing_ones_get_their_default() {
    let app = TestApp::start().await;
    let settings = every_setting();
    let put = app
        .manage("PUT", "/sites/testshop", settings.clone())
        .await
        .is(200)
        .json();
    for (name, value) in settings.as_object().unwrap() {
        assert_eq!(put[name], *value, "{name}");
    }
    let site = app.manage("GET", "/sites/testshop", Value::Null).await;
    assert_eq!(site.json(), put);
    let sites = app.manage("GET", "/sites", Value::Null).await;
    assert_eq!(sites.json()["sites"][0], put);

    app.put_site(&[]).await;
    let site = app.manage("GET", "/sites/testshop", Value::Null).await;
    assert_eq!(site.json()["compat"], Value::Null);
    assert_eq!(site.json()["pause_between_forms_seconds"], 60);
}

#[tokio::test]
async fn the_script_gets_changed_settings_at_once() {
    let (app, _) = TestApp::with_form().await;
    let script = app.script().await;
    assert!(!script.contains("\"settings\":"), "{script}");
    assert!(
        script.contains(r"Canother_form_recently\n?G\n-#0,59\n"),
        "{script}"
    );
    app.manage("PUT", "/sites/testshop", every_setting())
        .await
        .is(200);
    let script = app.script().await;
    let settings = json!({
        "compat": "klaviyo", "consent_source": "shopify", "storage_before_consent": "none",
        "cookie_domain": ".shop.example", "events_with_answers": true,
        "z_index": 70, "isolation": "light",
    });
    // In the page an object has only its own members.
    let settings = settings
        .to_string()
        .replacen('{', r#"{"__proto__":null,"#, 1);
    assert!(
        script.contains(&format!("\"settings\":{settings}")),
        "{script}"
    );
    assert!(
        script.contains(r"Canother_form_recently\n?G\n-#0,299\n"),
        "{script}"
    );
    app.manage(
        "PUT",
        "/sites/testshop",
        json!({"origins": [], "pause_between_forms_seconds": 0}),
    )
    .await
    .is(200);
    assert!(!app.script().await.contains("another_form_recently"));
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_an_error_of_the_service() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    for settings in ["", "[]", r#"{"compat": "acme"}"#, r#"{"name": 1}"#] {
        sqlx::query("UPDATE sites SET settings = ?")
            .bind(settings)
            .execute(&app.database().await)
            .await
            .unwrap();
        let answer = app
            .manage("GET", "/sites/testshop", Value::Null)
            .await
            .is(500);
        assert_eq!(answer.code(), "internal");
    }
}

#[tokio::test]
async fn problems_of_the_settings_are_listed() {
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
        &["$.engine", "$.name"],
    )
    .await;
    check(
        json!({"compat": "acme", "pause_between_forms_seconds": -1, "cookie_domain": "shop"}),
        &[
            "$.origins",
            "$.compat",
            "$.pause_between_forms_seconds",
            "$.cookie_domain",
        ],
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
        ("POST", "/api/v1/sites/testshop/erase".to_owned()),
        (
            "POST",
            "/api/v1/sites/testshop/submissions/00000000000000000000000000000001/confirm"
                .to_owned(),
        ),
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

#[tokio::test]
async fn a_second_token_works_while_the_first_is_withdrawn() {
    let app = TestApp::start().await;
    let second = "second-token-for-tests";
    let knows = async |app: &TestApp, token: &str| {
        let authorization = format!("Bearer {token}");
        let headers = [("authorization", authorization.as_str())];
        app.get("/api/v1/sites", &headers).await.status.as_u16()
    };
    assert_eq!(
        (knows(&app, TOKEN).await, knows(&app, second).await),
        (200, 401)
    );
    let app = app
        .restart(modules("1"), |config| {
            config.second_api_token = Some(ApiToken::parse(second).unwrap())
        })
        .await;
    assert_eq!(
        (knows(&app, TOKEN).await, knows(&app, second).await),
        (200, 200)
    );
    let app = app
        .restart(modules("1"), |config| {
            config.api_token = config.second_api_token.take().unwrap();
        })
        .await;
    assert_eq!(
        (knows(&app, TOKEN).await, knows(&app, second).await),
        (401, 200)
    );
}
