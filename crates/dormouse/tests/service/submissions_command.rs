//! `dormouse submissions`, `sites`, `unpublish`, `confirm` and `erase` against a running service.

use std::{
    net::SocketAddr,
    process::{Command, Output},
};

use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use crate::{
    forms::{random_like_id, submission},
    test_app::{FORM, SITE, Serving, TOKEN, TestApp},
};

async fn run(addr: SocketAddr, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dormouse"));
    command
        .args(arguments)
        .args(["--api", &format!("http://{addr}")]);
    command.env("DORMOUSE_API_TOKEN", TOKEN);
    spawn_blocking(move || command.output())
        .await
        .unwrap()
        .unwrap()
}

/// The output of a command that succeeds.
async fn good(addr: SocketAddr, arguments: &[&str]) -> String {
    let output = run(addr, arguments).await;
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// The exit code of a command, and its standard output and error.
async fn bad(addr: SocketAddr, arguments: &[&str]) -> (i32, String) {
    let output = run(addr, arguments).await;
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(text).unwrap(),
    )
}

/// A form with this many submissions, one of them with a spreadsheet formula.
async fn world(number: u64) -> (TestApp, Serving) {
    let (app, version_id) = TestApp::with_form().await;
    for number in 0..number {
        let mut body = submission(number, FORM, &version_id);
        body["answers"] =
            json!({"email": format!("person{number}@example.com"), "first_name": "=1+1"});
        body["visitor_id"] = json!(random_like_id(number));
        app.submit(&body).await.is(201);
    }
    let serving = app.serve().await;
    (app, serving)
}

#[tokio::test]
async fn submissions_are_listed_a_line_each_from_the_latest_on() {
    let (_app, serving) = world(5).await;
    let lines = |text: String| -> Vec<Value> {
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let list = ["submissions", "--site", SITE];
    let all = lines(good(serving.addr, &list).await);
    assert_eq!(all.len(), 5);
    assert_eq!(all[0]["answers"]["email"], "person4@example.com");
    let more =
        async |flags: &[&str]| lines(good(serving.addr, &[&list, flags].concat()).await).len();
    assert_eq!(more(&["--limit", "2"]).await, 2);
    assert_eq!(more(&["--form", FORM]).await, 5);
    assert_eq!(more(&["--since", "2020-01-01"]).await, 5);
    assert_eq!(more(&["--since", "2999-01-01T00:00:00+02:00"]).await, 0);
    assert_eq!(more(&["--until", "2020-01-01"]).await, 0);
    let (code, text) = bad(
        serving.addr,
        &[&list[..], &["--since", "yesterday"]].concat(),
    )
    .await;
    assert!(
        code == 1 && text.contains("a date such as `2026-11-30`"),
        "{text}"
    );
    let (code, text) = bad(serving.addr, &[&list[..], &["--form", "nobody99"]].concat()).await;
    assert!(
        code == 2 && text.contains("does not have the form `nobody99`"),
        "{text}"
    );
}

#[tokio::test]
async fn a_table_has_a_column_for_each_property_and_no_formulas() {
    let (_app, serving) = world(2).await;
    let table = good(
        serving.addr,
        &["submissions", "--site", SITE, "--format", "csv"],
    )
    .await;
    let lines: Vec<_> = table.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "{table}");
    assert!(
        lines[0].ends_with(r#""email","first_name","consent.email","consent.email.text""#),
        "{table}"
    );
    assert!(
        lines[1].contains(
            r#""person1@example.com","'=1+1","granted","I agree to email. Privacy (/privacy)""#
        ),
        "{table}"
    );
    assert_eq!(lines[3], "");
}

#[tokio::test]
async fn a_long_list_comes_in_parts() {
    let (app, version_id) = TestApp::with_form().await;
    // As if they had arrived over some days; the limit on signups is not tested here.
    let first = submission(1, FORM, &version_id);
    app.submit(&first).await.is(201);
    let copy = "INSERT INTO submissions (site_id, submission_id, body_sha256, form_id, version_id, visitor_id, step, answers, page_url, profile_id, received_at)
        WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1000)
        SELECT site_id, printf('%032x', n + 1000), body_sha256, form_id, version_id, visitor_id, step, answers, page_url, profile_id, received_at
        FROM submissions, n";
    sqlx::query(copy)
        .execute(&app.database().await)
        .await
        .unwrap();
    let serving = app.serve().await;
    let text = good(serving.addr, &["submissions", "--site", SITE]).await;
    assert_eq!(text.lines().count(), 1_001);
    let ids: std::collections::HashSet<_> =
        text.lines().map(|line| line.split('"').nth(3)).collect();
    assert_eq!(ids.len(), 1_001);
    let table = good(
        serving.addr,
        &[
            "submissions",
            "--site",
            SITE,
            "--format",
            "csv",
            "--limit",
            "450",
        ],
    )
    .await;
    assert_eq!(table.matches("\r\n").count(), 451);
}

#[tokio::test]
async fn a_form_is_taken_away_from_visitors() {
    let (app, serving) = world(0).await;
    assert!(app.script().await.contains(FORM));
    let text = good(serving.addr, &["unpublish", FORM, "--site", SITE]).await;
    assert!(text.contains("\"status\": \"draft\""), "{text}");
    assert!(!app.script().await.contains(FORM));
    let (code, text) = bad(serving.addr, &["unpublish", "nobody99", "--site", SITE]).await;
    assert!(
        code == 2 && text.contains("does not have the form `nobody99`"),
        "{text}"
    );
    let (code, text) = bad(serving.addr, &["unpublish", "a b", "--site", SITE]).await;
    assert!(
        code == 2 && text.contains("6 to 22 letters and digits, but it is \"a b\""),
        "{text}"
    );
}

#[tokio::test]
async fn sites_are_listed_shown_and_made() {
    let (app, serving) = world(0).await;
    let list: Value = serde_json::from_str(&good(serving.addr, &["sites"]).await).unwrap();
    assert_eq!(list["sites"][0]["site_id"], SITE);
    let file = app.folder.path().join("site.json");
    let file = file.to_str().unwrap();
    std::fs::write(file, r#"{"origins": ["https://*.shop.example"]}"#).unwrap();
    good(serving.addr, &["sites", "secondshop", "--settings", file]).await;
    let site: Value =
        serde_json::from_str(&good(serving.addr, &["sites", "secondshop"]).await).unwrap();
    assert_eq!(site["origins"], json!(["https://*.shop.example"]));
    std::fs::write(file, r#"{"origins": ["shop"]}"#).unwrap();
    let (code, text) = bad(serving.addr, &["sites", "secondshop", "--settings", file]).await;
    assert!(code == 1 && text.contains("$.origins[0]"), "{text}");
    let (code, text) = bad(serving.addr, &["sites", "nobody99"]).await;
    assert!(
        code == 2 && text.contains("there is no site `nobody99`"),
        "{text}"
    );
}

#[tokio::test]
async fn a_person_is_confirmed_and_erased() {
    let (app, serving) = world(3).await;
    let confirmed = good(
        serving.addr,
        &["confirm", &random_like_id(1), "--site", SITE],
    )
    .await;
    assert!(
        confirmed.contains("\"awaits_confirmation\": false"),
        "{confirmed}"
    );
    let erased = good(serving.addr, &["erase", "--email", "Person1@example.com"]).await;
    let erased: Value = serde_json::from_str(&erased).unwrap();
    let counts = json!({"profiles": 1, "submissions": 1, "consents": 1, "redacted": 0, "is_overwritten": true});
    assert_eq!(erased, json!({"erased": {SITE: counts}}));
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, 2);
    let (code, text) = bad(
        serving.addr,
        &["erase", "--email", "not-an-address", "--site", SITE],
    )
    .await;
    assert!(
        code == 1 && text.contains("email address of the person"),
        "{text}"
    );
    let (code, text) = bad(serving.addr, &["erase"]).await;
    assert!(code == 2 && text.contains("--email"), "{text}");
}
