//! Bodies made to exhaust the stack or the memory, at every entrance: 4xx, and the service answers the next request.

use axum::{body::Body, http::Method};
use serde_json::{Value, json};

use crate::{
    bomb_texts::{Random, bombs, mutated},
    forms::form,
    test_app::{FORM, ORIGIN, SITE, TOKEN, TestApp},
};

/// A document under a key that an optional feature of the parser gives a meaning.
fn wrapped(document: &str) -> String {
    json!({ "$serde_json::private::RawValue": document }).to_string()
}

fn authorization() -> String {
    format!("Bearer {TOKEN}")
}

async fn send(app: &TestApp, method: &str, path: &str, body: impl Into<Body>) -> u16 {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let authorization = authorization();
    let headers = [
        ("authorization", authorization.as_str()),
        ("origin", ORIGIN),
    ];
    let answer = app.request(method, path, &headers, body.into()).await;
    answer.status.as_u16()
}

#[tokio::test]
async fn no_body_exhausts_the_stack() {
    let (app, _) = TestApp::with_form().await;
    for (name, bomb) in bombs(8_000_000) {
        let submission = format!(r#"{{"submission_id":{bomb}}}"#);
        for body in [&bomb, &submission] {
            for (method, path, max_bytes) in [
                (
                    "POST",
                    format!("/api/v1/sites/{SITE}/submissions"),
                    64 * 1024,
                ),
                ("PUT", format!("/api/v1/sites/{SITE}"), 64 * 1024),
                (
                    "PUT",
                    format!("/api/v1/sites/{SITE}/forms/letter2/draft"),
                    8 * 1024 * 1024,
                ),
            ] {
                let status = send(&app, method, &path, body.clone()).await;
                let expected = if body.len() > max_bytes { 413 } else { 422 };
                // A draft may be any object that keeps within the bounds.
                let is_draft =
                    path.ends_with("draft") && bounded_json::value(body, max_bytes).is_ok();
                let is_odd_draft = status == 200 && is_draft;
                assert!(
                    status == expected || is_odd_draft,
                    "{name}: {method} {path} is {status}"
                );
            }
        }
    }
    send(&app, "GET", "/healthz", "").await;
}

#[tokio::test]
async fn a_draft_that_an_earlier_release_stored_does_not_either() {
    let (app, _) = TestApp::with_form().await;
    let database = app.database().await;
    for (name, bomb) in bombs(200_000) {
        let form = form(FORM, "Hello").to_string();
        let draft = form.replacen('{', &format!(r#"{{"x":{bomb},"#), 1);
        sqlx::query("UPDATE forms SET draft = ?")
            .bind(&draft)
            .execute(&database)
            .await
            .unwrap();
        let path = format!("/api/v1/sites/{SITE}/forms/{FORM}");
        let status = send(&app, "POST", &format!("{path}/publish"), "").await;
        assert_eq!(status, 422, "{name}");
    }
}

#[tokio::test]
async fn nothing_is_hidden_under_a_key_that_is_special_to_a_parser() {
    let (app, version_id) = TestApp::with_form().await;
    let submission = json!({"submission_id": "0".repeat(32), "form_id": FORM, "version_id": version_id,
        "visitor_id": "1".repeat(32), "answers": {"email": "ada@example.com"}, "page_url": ORIGIN});
    let path = format!("/api/v1/sites/{SITE}");
    let posted = wrapped(&submission.to_string());
    assert_eq!(
        send(&app, "POST", &format!("{path}/submissions"), posted).await,
        422
    );
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, 0);

    let draft = wrapped(&form(FORM, "Hidden").to_string());
    assert_eq!(
        send(&app, "PUT", &format!("{path}/forms/{FORM}/draft"), draft).await,
        200
    );
    assert_eq!(
        send(&app, "POST", &format!("{path}/forms/{FORM}/publish"), "").await,
        422
    );
}

#[tokio::test]
async fn a_repeated_member_is_refused_at_every_entry_point() {
    let (app, _) = TestApp::with_form().await;
    let path = format!("/api/v1/sites/{SITE}");
    for (method, path) in [
        ("POST", format!("{path}/submissions")),
        ("PUT", path.clone()),
        ("PUT", format!("{path}/forms/{FORM}/draft")),
    ] {
        let authorization = authorization();
        let headers = [
            ("authorization", authorization.as_str()),
            ("origin", ORIGIN),
        ];
        let body = Body::from(r#"{"a":[{"origins":1,"origins":2}]}"#);
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let answer = app.request(method, &path, &headers, body).await.is(422);
        assert_eq!(answer.problem_paths(), ["$.a[0].origins"], "{path}");
    }
}

#[tokio::test]
async fn the_version_that_is_published_is_the_one_that_was_validated() {
    let app = TestApp::start().await;
    app.put_site(&[ORIGIN]).await;
    let draft = format!(
        "\u{feff}  {}",
        serde_json::to_string_pretty(&form(FORM, "Caf\u{e9}")).unwrap()
    );
    let path = format!("/api/v1/sites/{SITE}/forms/{FORM}");
    assert_eq!(
        send(&app, "PUT", &format!("{path}/draft"), draft).await,
        200
    );
    assert_eq!(
        send(&app, "POST", &format!("{path}/publish"), "").await,
        200
    );
    let stored: String = sqlx::query_scalar("SELECT form FROM versions")
        .fetch_one(&app.database().await)
        .await
        .unwrap();
    assert_eq!(stored, form(FORM, "Caf\u{e9}").to_string());
}

/// `FUZZ_REQUESTS` says how many; CONTRIBUTING has the command.
#[tokio::test]
async fn no_mutated_request_makes_an_error_of_the_service() {
    let (app, version_id) = TestApp::with_form().await;
    let count = std::env::var("FUZZ_REQUESTS").map_or(1_500, |count| count.parse().unwrap());
    let submission = json!({"submission_id": "0".repeat(32), "form_id": FORM, "version_id": version_id,
        "visitor_id": "1".repeat(32), "step": 0, "answers": {"email": "ada@example.com"},
        "consent": [{"block_id": "consent", "channel": "email", "granted": true, "locale": "en-US"}], "page_url": ORIGIN});
    let site = json!({"origins": [ORIGIN], "engine": "auto"});
    let seeds: [(&str, String, Value); 9] = [
        (
            "POST",
            format!("/api/v1/sites/{SITE}/submissions"),
            submission,
        ),
        ("PUT", format!("/api/v1/sites/{SITE}"), site),
        (
            "PUT",
            format!("/api/v1/sites/{SITE}/forms/{FORM}/draft"),
            form(FORM, "Hello"),
        ),
        (
            "POST",
            format!("/api/v1/sites/{SITE}/forms/{FORM}/publish"),
            Value::Null,
        ),
        (
            "GET",
            format!("/api/v1/sites/{SITE}/submissions?limit=50&after=7"),
            Value::Null,
        ),
        (
            "GET",
            format!("/api/v1/sites/{SITE}/forms/{FORM}/versions"),
            Value::Null,
        ),
        ("GET", format!("/v1/{SITE}/onsite.js"), Value::Null),
        ("GET", format!("/v1/{SITE}/where"), Value::Null),
        ("GET", "/a/0123456789abcdef.js".to_owned(), Value::Null),
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for index in 0..count {
        // Publishing compresses a script, which takes a hundred times as long as all others.
        let seed = match random.below(40) {
            0 => 3,
            other if other < 20 => other % 3,
            other => 4 + other % 5,
        };
        let (method, path, body) = &seeds[seed];
        let mut body = mutated(body.to_string().as_bytes(), &mut random);
        let mut path = path.clone();
        if index % 3 == 0 {
            let changed = mutated(path.as_bytes(), &mut random);
            path = changed
                .iter()
                .map(|byte| match byte {
                    0x21..=0x7e if !b"#<>\"{}|\\^`[]%".contains(byte) => {
                        char::from(*byte).to_string()
                    }
                    byte => format!("%{byte:02X}"),
                })
                .collect();
            if !path.starts_with('/') {
                path.insert(0, '/');
            }
        }
        if *method == "GET" {
            body.clear();
        }
        if axum::http::Uri::try_from(&path).is_err() {
            continue;
        }
        let shown = String::from_utf8_lossy(&body).into_owned();
        let status = send(&app, method, &path, body).await;
        assert!(status < 500, "{method} {path} is {status}: {shown}");
    }
}
