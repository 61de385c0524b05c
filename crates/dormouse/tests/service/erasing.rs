//! Erasing a person.

use std::{fs, time::Duration};

use serde_json::{Value, json};

use crate::{
    forms::{form, random_like_id, submission},
    test_app::{FORM, ORIGIN, SITE, TestApp},
};

async fn submit(app: &TestApp, version_id: &str, visitor: u64, number: u64, answers: Value) {
    let mut body = submission(number, FORM, version_id);
    body["answers"] = answers;
    body["visitor_id"] = json!(random_like_id(visitor));
    app.submit(&body).await.is(201);
}

async fn erase(app: &TestApp, email: &str) -> Value {
    let body = json!({ "email": email });
    app.manage("POST", &format!("/sites/{SITE}/erase"), body)
        .await
        .is(200)
        .json()
}

/// A form whose address may be left out, so that a browser sends something without one.
async fn world() -> (TestApp, String) {
    let app = TestApp::start().await;
    app.put_site(&[ORIGIN]).await;
    let mut form = form(FORM, "Hello");
    form["versions"][0]["steps"][0]["columns"][0]["rows"][0]["blocks"][2]["required"] =
        json!(false);
    let version_id = app.publish(&form).await;
    (app, version_id)
}

#[tokio::test]
async fn a_person_is_erased_and_others_stay() {
    let (app, version_id) = world().await;
    submit(&app, &version_id, 1, 1, json!({"first_name": "Ada Byron"})).await;
    submit(
        &app,
        &version_id,
        1,
        2,
        json!({"email": "Ada@Example.com", "first_name": "Ada"}),
    )
    .await;
    submit(
        &app,
        &version_id,
        2,
        3,
        json!({"email": "ada@example.com", "first_name": "Other"}),
    )
    .await;
    submit(
        &app,
        &version_id,
        1,
        4,
        json!({"email": "eve@example.com", "first_name": "ada@example.com"}),
    )
    .await;
    submit(
        &app,
        &version_id,
        3,
        5,
        json!({"email": "bob@example.com", "first_name": "Bob"}),
    )
    .await;
    submit(&app, &version_id, 3, 6, json!({"first_name": "Bob again"})).await;
    let erased = erase(&app, " ADA@example.com ").await;
    assert_eq!(
        erased,
        json!({"profiles": 1, "submissions": 3, "consents": 3, "redacted": 2, "is_overwritten": true})
    );
    let list = app
        .manage("GET", &format!("/sites/{SITE}/submissions"), Value::Null)
        .await
        .is(200);
    let text = list.text();
    for trace in ["ada@", "Byron", "\"Ada\"", "Other"] {
        assert!(
            !text.to_lowercase().contains(&trace.to_lowercase()),
            "{trace} is in {text}"
        );
    }
    assert_eq!(list.json()["submissions"].as_array().unwrap().len(), 3);
    assert!(text.contains("eve@example.com") && text.contains("Bob again"));
    assert_eq!(app.count("SELECT count(*) FROM profiles").await, 2);
    // There is nothing left to erase, and the answer says so.
    let again = erase(&app, "ada@example.com").await;
    assert_eq!(
        again,
        json!({"profiles": 0, "submissions": 0, "consents": 0, "redacted": 0, "is_overwritten": true})
    );
}

#[tokio::test]
async fn a_person_is_found_under_every_spelling_of_the_address() {
    let (app, version_id) = world().await;
    let spellings = [
        "käthe@müller.example",
        "Käthe@MÜLLER.example",
        "ka\u{308}the@mu\u{308}ller.example",
        "KäTHE@xn--mller-kva.example",
        "käthe@XN--MLLER-KVA.example",
    ];
    let mut number = 0;
    for spelling in spellings {
        for (email, first_name) in [
            (Some(spelling), "Käthe".to_owned()),
            // Another person, who entered her address.
            (Some("eve@example.com"), spelling.to_owned()),
            (Some("bob@example.com"), format!("Bob, ask <{spelling}>.")),
            // A browser that sent only her address.
            (None, spelling.to_owned()),
        ] {
            number += 1;
            let mut answers = json!({ "first_name": first_name });
            if let Some(email) = email {
                answers["email"] = json!(email);
            }
            submit(&app, &version_id, 100 + number, number, answers).await;
        }
    }
    submit(
        &app,
        &version_id,
        1,
        99,
        json!({"email": "kathe@müller.example"}),
    )
    .await;
    erase(&app, "Käthe@müller.example").await;
    let list = app
        .manage("GET", &format!("/sites/{SITE}/submissions"), Value::Null)
        .await
        .is(200);
    let text = list.text().to_lowercase();
    for trace in ["käthe", "ka\u{308}the", "käthe@xn"] {
        assert!(!text.contains(trace), "{trace} is in {text}");
    }
    // Those of the others stay.
    assert_eq!(list.json()["submissions"].as_array().unwrap().len(), 11);
    let named = app
        .count("SELECT count(*) FROM profiles WHERE properties LIKE '%ller%'")
        .await;
    assert_eq!(named, 0);
    assert_eq!(app.count("SELECT count(*) FROM profiles").await, 3);
}

#[tokio::test]
async fn what_was_erased_is_in_no_file() {
    let (app, version_id) = world().await;
    for number in 0..50 {
        let email = format!("person{number}@example.com");
        let name = format!("Unmistakable{number}");
        submit(
            &app,
            &version_id,
            100 + number,
            number,
            json!({"email": email, "first_name": name}),
        )
        .await;
    }
    erase(&app, "person7@example.com").await;
    app.app.close().await;
    let file = fs::read(app.config.data.join("dormouse.sqlite")).unwrap();
    let holds = |text: &str| {
        file.windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(holds("Unmistakable8\""));
    assert!(!holds("Unmistakable7\"") && !holds("person7@example.com"));
}

/// Such as a backup of a large database.
#[tokio::test]
async fn what_was_erased_while_somebody_reads_is_overwritten_after_that() {
    let (app, version_id) = world().await;
    let answers = json!({"email": "ada@example.com", "first_name": "Unmistakable"});
    submit(&app, &version_id, 1, 1, answers).await;
    let mut reader = app.database().await.acquire().await.unwrap();
    for sql in ["BEGIN", "SELECT count(*) FROM submissions"] {
        sqlx::query(sql).execute(&mut *reader).await.unwrap();
    }
    let erased = erase(&app, "ada@example.com").await;
    assert_eq!(erased["is_overwritten"], false);
    sqlx::query("COMMIT").execute(&mut *reader).await.unwrap();
    let is_held = || {
        ["dormouse.sqlite", "dormouse.sqlite-wal"]
            .into_iter()
            .filter_map(|name| fs::read(app.config.data.join(name)).ok())
            .any(|file| file.windows(12).any(|window| window == b"Unmistakable"))
    };
    while is_held() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn the_body_of_an_erasure_is_bounded_at_and_beyond() {
    let (app, _) = world().await;
    let path = format!("/sites/{SITE}/erase");
    let of_bytes = |bytes: usize| {
        let rest = json!({"email": "ada@example.com", "x": ""})
            .to_string()
            .len();
        json!({"email": "ada@example.com", "x": "a".repeat(bytes - rest)})
    };
    app.manage("POST", &path, of_bytes(4_096)).await.is(200);
    app.manage("POST", &path, of_bytes(4_097)).await.is(413);
}

#[tokio::test]
async fn without_an_address_no_one_is_erased() {
    let (app, version_id) = world().await;
    submit(&app, &version_id, 1, 1, json!({"first_name": "Ada"})).await;
    let path = format!("/sites/{SITE}/erase");
    for body in [
        json!({}),
        json!({"email": ""}),
        json!({"email": "ada"}),
        json!({"email": 1}),
        json!([]),
    ] {
        app.manage("POST", &path, body).await.is(422);
    }
    app.manage(
        "POST",
        "/sites/nobody99/erase",
        json!({"email": "ada@example.com"}),
    )
    .await
    .is(404);
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, 1);
}
