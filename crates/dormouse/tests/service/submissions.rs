//! `POST /api/v1/sites/{site}/submissions`: which are accepted, which are refused, what is stored.

use axum::{body::Body, http::Method};
use serde_json::{Value, json};
use sqlx::Row;

use crate::{
    answer::Answer,
    forms::{form, random_like_id, submission},
    test_app::{FORM, ORIGIN, SITE, TestApp},
};

async fn post(app: &TestApp, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    let path = format!("/api/v1/sites/{SITE}/submissions");
    app.request(Method::POST, &path, headers, body.into()).await
}

#[tokio::test]
async fn a_submission_is_stored_and_answered_with_201() {
    let (app, version_id) = TestApp::with_form().await;
    let answer = app.submit(&submission(1, FORM, &version_id)).await.is(201);
    assert_eq!(answer.json(), json!({"submission_id": random_like_id(1)}));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("cache-control"), "no-store");

    let row = sqlx::query(
        "SELECT s.answers, s.page_url, s.form_id, s.version_id, s.received_at, c.consent_text, c.granted, c.channel
         FROM submissions s JOIN consents c USING (site_id, submission_id)",
    );
    let row = row.fetch_one(&app.database().await).await.unwrap();
    let answers: Value = serde_json::from_str(row.get("answers")).unwrap();
    assert_eq!(
        answers,
        json!({"email": "ada@example.com", "first_name": "Ada"})
    );
    assert_eq!(
        row.get::<&str, _>("page_url"),
        "https://shop.example/lamp?utm_source=letter"
    );
    assert_eq!(row.get::<&str, _>("version_id"), version_id);
    assert_eq!(
        row.get::<&str, _>("consent_text"),
        "I agree to email. Privacy (/privacy)"
    );
    assert!(row.get::<bool, _>("granted"));
    assert!(row.get::<i64, _>("received_at") > 1_700_000_000_000);
}

#[tokio::test]
async fn json_is_taken_under_every_name_that_it_comes_by() {
    let (app, version_id) = TestApp::with_form().await;
    let types = [
        "application/json",
        "text/plain",
        "Text/Plain; charset=utf-8",
        "application/x-www-form-urlencoded",
    ]
    .map(Some);
    for (number, content_type) in (1..).zip(types.into_iter().chain([None])) {
        let headers: Vec<_> = content_type
            .map(|name| ("content-type", name))
            .into_iter()
            .collect();
        post(
            &app,
            &headers,
            submission(number, FORM, &version_id).to_string(),
        )
        .await
        .is(201);
    }
}

#[tokio::test]
async fn problems_of_a_submission_are_listed() {
    let (app, version_id) = TestApp::with_form().await;
    let valid = submission(1, FORM, &version_id);
    let check = async |body: String, paths: &[&str]| {
        let answer = post(&app, &[], body).await.is(422);
        assert_eq!(answer.problem_paths(), paths, "{}", answer.text());
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    };
    check("not json".to_owned(), &["$"]).await;
    check("[]".to_owned(), &["$"]).await;
    let mut nameless = valid.clone();
    nameless["submission_id"] = json!("7");
    nameless["page_url"] = Value::Null;
    check(nameless.to_string(), &["$.submission_id", "$.page_url"]).await;
    let mut invalid = valid.clone();
    invalid["answers"] = json!({"email": "ada", "shoe_size": "39"});
    check(
        invalid.to_string(),
        &["$.answers.email", "$.answers.shoe_size"],
    )
    .await;
    let mut other_consent = valid.clone();
    other_consent["consent"][0]["block_id"] = json!("headline");
    check(other_consent.to_string(), &["$.consent[0].block_id"]).await;
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, 0);
    app.submit(&valid).await.is(201);
}

/// A page keeps the answers, which are stored once the version is there, such as after a backup was restored.
#[tokio::test]
async fn an_unknown_version_is_404() {
    let (app, version_id) = TestApp::with_form().await;
    for (form_id, version_id) in [(FORM, "otherVersion"), ("otherform", &version_id)] {
        let answer = app.submit(&submission(1, form_id, version_id)).await;
        assert_eq!(answer.is(404).code(), "unknown_version");
    }
    let database = app.database().await;
    for sql in [
        "UPDATE forms SET live_version_id = NULL",
        "DELETE FROM versions",
    ] {
        sqlx::query(sql).execute(&database).await.unwrap();
    }
    app.submit(&submission(1, FORM, &version_id)).await.is(404);
    app.publish(&form(FORM, "Hello")).await;
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
}

/// As after a restart, when the first pages of a busy shop ask at once.
#[tokio::test]
async fn submissions_of_a_version_that_is_not_in_memory_yet_are_stored_at_the_same_time() {
    let (app, version_id) = TestApp::with_form().await;
    let app = app.restart(crate::test_app::modules("1"), |_| {}).await;
    let [a, b, c, d] = [1, 2, 3, 4].map(|number| submission(number, FORM, &version_id));
    let answers = tokio::join!(
        app.submit(&a),
        app.submit(&b),
        app.submit(&c),
        app.submit(&d)
    );
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        answer.is(201);
    }
}

#[tokio::test]
async fn an_unknown_site_is_404() {
    let (app, version_id) = TestApp::with_form().await;
    for site in ["nobody99", "no"] {
        let path = format!("/api/v1/sites/{site}/submissions");
        let body = Body::from(submission(1, FORM, &version_id).to_string());
        let answer = app
            .request(Method::POST, &path, &[("origin", ORIGIN)], body)
            .await
            .is(404);
        assert_eq!(answer.code(), "unknown_site");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn every_version_that_was_ever_published_is_accepted() {
    let (app, first) = TestApp::with_form().await;
    let second = app.publish(&form(FORM, "Another headline")).await;
    assert_ne!(first, second);
    app.submit(&submission(1, FORM, &first)).await.is(201);
    app.submit(&submission(2, FORM, &second)).await.is(201);
    app.manage(
        "POST",
        &format!("/sites/{SITE}/forms/{FORM}/unpublish"),
        Value::Null,
    )
    .await
    .is(200);
    app.submit(&submission(3, FORM, &first)).await.is(201);
}

#[tokio::test]
async fn a_consent_keeps_the_words_of_the_version_that_the_visitor_saw() {
    let (app, first) = TestApp::with_form().await;
    let mut changed = form(FORM, "Hello");
    changed["versions"][0]["steps"][1]["columns"][0]["rows"][0]["blocks"][0]["content"] =
        json!("I agree to *more*.");
    let second = app.publish(&changed).await;
    app.submit(&submission(1, FORM, &second)).await.is(201);
    let mut refused = submission(2, FORM, &first);
    refused["consent"][0]["granted"] = json!(false);
    refused["consent"][0]["text"] = json!("I agree to everything");
    app.submit(&refused).await.is(201);
    let rows = sqlx::query("SELECT consent_text, granted FROM consents ORDER BY submission_id");
    let rows = rows.fetch_all(&app.database().await).await.unwrap();
    let rows: Vec<(String, bool)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(
        rows,
        [
            ("I agree to more.".to_owned(), true),
            ("I agree to email. Privacy (/privacy)".to_owned(), false)
        ]
    );
}

#[tokio::test]
async fn a_version_takes_answers_for_fourteen_days_after_it_was_withdrawn_or_replaced() {
    const DAY_MS: i64 = 24 * 3_600 * 1_000;
    let (app, first) = TestApp::with_form().await;
    let second = app.publish(&form(FORM, "Another headline")).await;
    let age = async |days: i64| {
        sqlx::query("UPDATE versions SET retired_at = retired_at - ?")
            .bind(days * DAY_MS)
            .execute(&app.database().await)
            .await
            .unwrap();
    };
    age(13).await;
    app.submit(&submission(1, FORM, &first)).await.is(201);
    age(2).await;
    let answer = app.submit(&submission(2, FORM, &first)).await.is(422);
    assert_eq!(answer.problem_paths(), ["$.version_id"]);
    assert!(
        answer
            .text()
            .contains("was withdrawn or replaced 15 days ago; answers are accepted for 14 days")
    );
    // A stored submission is never refused, and a live version does not expire.
    app.submit(&submission(1, FORM, &first)).await.is(200);
    app.submit(&submission(3, FORM, &second)).await.is(201);

    let unpublish = format!("/sites/{SITE}/forms/{FORM}/unpublish");
    app.manage("POST", &unpublish, Value::Null).await.is(200);
    app.submit(&submission(4, FORM, &second)).await.is(201);
    age(15).await;
    app.submit(&submission(5, FORM, &second)).await.is(422);
    let again = app.publish(&form(FORM, "Another headline")).await;
    assert_eq!(again, second);
    app.submit(&submission(5, FORM, &second)).await.is(201);
}

#[tokio::test]
async fn a_consent_is_stored_in_the_language_of_its_version() {
    let (app, version_id) = TestApp::with_form().await;
    let mut shouting = submission(1, FORM, &version_id);
    shouting["consent"][0]["locale"] = json!("EN");
    app.submit(&shouting).await.is(201);
    assert_eq!(
        app.count("SELECT count(*) FROM consents WHERE locale = 'en'")
            .await,
        1
    );
    for locale in ["<not a language>", "de", ""] {
        shouting["submission_id"] = json!(random_like_id(2));
        shouting["consent"][0]["locale"] = json!(locale);
        let answer = app.submit(&shouting).await.is(422);
        assert_eq!(answer.problem_paths(), ["$.consent[0].locale"]);
    }
}

#[tokio::test]
async fn a_preflight_lets_json_and_headers_of_tracing_tools_through() {
    let (app, _) = TestApp::with_form().await;
    for (path, method) in [
        (format!("/api/v1/sites/{SITE}/submissions"), "POST"),
        (format!("/v1/{SITE}/where"), "GET"),
        ("/a/0123456789abcdef.json".to_owned(), "GET"),
    ] {
        let headers = [
            ("origin", "https://elsewhere.example"),
            ("access-control-request-method", method),
            (
                "access-control-request-headers",
                "content-type,sentry-trace,traceparent",
            ),
        ];
        let answer = app
            .request(Method::OPTIONS, &path, &headers, Body::empty())
            .await;
        assert!(answer.status.is_success());
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        // Any except `Authorization`.
        assert_eq!(
            answer.header("access-control-allow-headers"),
            "*,authorization"
        );
        assert!(
            answer
                .header("access-control-allow-methods")
                .contains(method)
        );
        assert_eq!(answer.header("access-control-max-age"), "86400");
    }
}

#[tokio::test]
async fn the_list_shows_the_latest_first_part_by_part() {
    let (app, version_id) = TestApp::with_form().await;
    for number in 1..=5 {
        app.submit(&submission(number, FORM, &version_id))
            .await
            .is(201);
    }
    let path = format!("/sites/{SITE}/submissions");
    let ids = |document: &Value| -> Vec<String> {
        let submissions = document["submissions"].as_array().unwrap();
        submissions
            .iter()
            .map(|it| it["submission_id"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = app
        .manage("GET", &format!("{path}?limit=2"), Value::Null)
        .await
        .is(200)
        .json();
    assert_eq!(ids(&first), [5, 4].map(random_like_id));
    let next = first["next"].as_i64().unwrap();
    let rest = app
        .manage(
            "GET",
            &format!("{path}?limit=200&after={next}"),
            Value::Null,
        )
        .await
        .is(200)
        .json();
    assert_eq!(ids(&rest), [3, 2, 1].map(random_like_id));
    assert_eq!(rest["next"], Value::Null);
    insta::assert_json_snapshot!(rest["submissions"][2], {
        ".received_at" => "[time]", ".profile_id" => "[profile_id]", ".version_id" => "[version_id]",
    });
    for query in ["limit=0", "limit=201", "limit=many", "after=x"] {
        app.manage("GET", &format!("{path}?{query}"), Value::Null)
            .await
            .is(422);
    }
    app.manage("GET", "/sites/nobody99/submissions", Value::Null)
        .await
        .is(404);
}
