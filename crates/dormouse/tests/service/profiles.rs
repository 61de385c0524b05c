//! People whom submissions identify.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use dormouse::clock::Clock;
use serde_json::{Value, json};
use sqlx::Row;

use crate::{
    forms::{form, random_like_id, submission},
    test_app::{FORM, ORIGIN, SITE, TestApp, modules},
};

async fn submit(app: &TestApp, version_id: &str, number: u64, answers: Value) {
    submit_as(app, 7, version_id, number, answers).await;
}

/// From the browser of a visitor.
async fn submit_as(app: &TestApp, visitor: u64, version_id: &str, number: u64, answers: Value) {
    let mut submission = submission(number, FORM, version_id);
    submission["answers"] = answers;
    submission["visitor_id"] = json!(random_like_id(visitor));
    let receipt = app.submit(&submission).await.is(201).json();
    // Anyone can send any address, and learns nothing about the person.
    assert_eq!(receipt, json!({"submission_id": random_like_id(number)}));
}

async fn profiles(app: &TestApp) -> Vec<(String, Value)> {
    let rows = sqlx::query("SELECT email, properties FROM profiles ORDER BY email");
    let rows = rows.fetch_all(&app.database().await).await.unwrap();
    rows.iter()
        .map(|row| (row.get(0), serde_json::from_str(row.get(1)).unwrap()))
        .collect()
}

#[tokio::test]
async fn the_latest_answers_from_the_browser_that_made_the_profile_are_merged() {
    let (app, version_id) = TestApp::with_form().await;
    submit(
        &app,
        &version_id,
        1,
        json!({"email": "Ada@Example.com", "first_name": "Ada"}),
    )
    .await;
    submit(&app, &version_id, 2, json!({"email": "ada@example.com"})).await;
    submit(
        &app,
        &version_id,
        3,
        json!({"email": "ada@example.com", "first_name": " "}),
    )
    .await;
    assert_eq!(
        profiles(&app).await,
        [("ada@example.com".to_owned(), json!({"first_name": "Ada"}))]
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
            "ada@example.com".to_owned(),
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
async fn without_an_address_no_one_is_identified() {
    let (app, _) = TestApp::with_form().await;
    let mut form = crate::forms::form(FORM, "Hello");
    form["versions"][0]["steps"][0]["columns"][0]["rows"][0]["blocks"][2]["required"] =
        json!(false);
    let version_id = app.publish(&form).await;
    submit(
        &app,
        &version_id,
        1,
        json!({"email": "", "first_name": "Ada"}),
    )
    .await;
    assert_eq!(profiles(&app).await, []);
}

/// The submission that waits for confirmation, if there is one.
async fn awaiting(app: &TestApp) -> Vec<Value> {
    let list = app
        .manage("GET", &format!("/sites/{SITE}/submissions"), Value::Null)
        .await;
    let list = list.is(200).json()["submissions"].take();
    let list = list.as_array().unwrap().iter();
    list.filter(|listed| listed["awaits_confirmation"] == true)
        .cloned()
        .collect()
}

#[tokio::test]
async fn knowing_an_address_does_not_allow_changing_its_profile() {
    let (app, version_id) = TestApp::with_form().await;
    let ada = json!({"email": "ada@example.com", "first_name": "Ada"});
    submit(&app, &version_id, 1, ada.clone()).await;
    let forged = json!({"email": "ADA@example.com", "first_name": "Mallory"});
    submit_as(&app, 8, &version_id, 2, forged).await;
    // Not even by coming back.
    let forged = json!({"email": "ada@example.com", "first_name": "Mallory!"});
    submit_as(&app, 8, &version_id, 3, forged).await;
    let known = ("ada@example.com".to_owned(), json!({"first_name": "Ada"}));
    assert_eq!(profiles(&app).await, [known]);
    // The answers stay with the submissions.
    let waiting = awaiting(&app).await;
    assert_eq!(waiting.len(), 2);
    assert_eq!(waiting[1]["answers"]["first_name"], "Mallory");
    assert!(waiting[1]["profile_id"].is_string());
    // The same again from elsewhere says nothing new.
    submit_as(&app, 9, &version_id, 4, ada).await;
    assert_eq!(awaiting(&app).await.len(), 2);
}

#[tokio::test]
async fn confirmed_answers_are_copied_to_the_profile() {
    let (app, version_id) = TestApp::with_form().await;
    submit(
        &app,
        &version_id,
        1,
        json!({"email": "ada@example.com", "first_name": "Ada"}),
    )
    .await;
    let later = json!({"email": "ada@example.com", "first_name": "Augusta"});
    submit_as(&app, 8, &version_id, 2, later).await;
    let path = format!("/sites/{SITE}/submissions/{}/confirm", random_like_id(2));
    for _ in 0..2 {
        let confirmed = app.manage("POST", &path, Value::Null).await.is(200).json();
        let expected = json!({"submission_id": random_like_id(2), "awaits_confirmation": false});
        assert_eq!(confirmed, expected);
    }
    let known = (
        "ada@example.com".to_owned(),
        json!({"first_name": "Augusta"}),
    );
    assert_eq!(profiles(&app).await, [known]);
    assert!(awaiting(&app).await.is_empty());
    // An older one that was already applied does not overwrite it.
    let first = format!("/sites/{SITE}/submissions/{}/confirm", random_like_id(1));
    app.manage("POST", &first, Value::Null).await.is(200);
    assert_eq!(profiles(&app).await[0].1, json!({"first_name": "Augusta"}));
    let unknown = format!("/sites/{SITE}/submissions/{}/confirm", random_like_id(99));
    assert_eq!(
        app.manage("POST", &unknown, Value::Null)
            .await
            .is(404)
            .code(),
        "unknown_submission"
    );
}

#[tokio::test]
async fn the_browser_that_made_a_profile_amends_it_for_a_week() {
    let now = Arc::new(AtomicI64::new(1_800_000_000_000));
    let app = TestApp::start().await;
    let app = app
        .restart(modules("1"), |config| {
            config.clock = Clock::Set(now.clone())
        })
        .await;
    app.put_site(&[ORIGIN]).await;
    let version_id = app.publish(&form(FORM, "Hello")).await;
    submit(&app, &version_id, 1, json!({"email": "ada@example.com"})).await;
    now.fetch_add(7 * 86_400_000, Ordering::SeqCst);
    submit(
        &app,
        &version_id,
        2,
        json!({"email": "ada@example.com", "first_name": "Ada"}),
    )
    .await;
    now.fetch_add(1, Ordering::SeqCst);
    submit(
        &app,
        &version_id,
        3,
        json!({"email": "ada@example.com", "first_name": "Eve"}),
    )
    .await;
    assert_eq!(profiles(&app).await[0].1, json!({"first_name": "Ada"}));
    assert_eq!(awaiting(&app).await.len(), 1);
}

#[tokio::test]
async fn all_spellings_of_an_address_are_one_person_and_each_submission_keeps_its_own() {
    let (app, version_id) = TestApp::with_form().await;
    let spellings = [
        "K\u{e4}the@m\u{fc}ller.example",
        "Ka\u{308}the@mu\u{308}ller.example",
        "k\u{e4}the@xn--mller-kva.example",
        "k\u{e4}the@M\u{dc}LLER.EXAMPLE",
    ];
    for (number, email) in (1..).zip(spellings) {
        let around = format!("\u{3000}{email}\u{202c}");
        submit(&app, &version_id, number, json!({"email": around})).await;
    }
    let shown = profiles(&app).await;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].0, "käthe@xn--mller-kva.example");
    let kept = sqlx::query("SELECT answers ->> 'email' FROM submissions ORDER BY sequence");
    let kept = kept.fetch_all(&app.database().await).await.unwrap();
    let kept: Vec<String> = kept.iter().map(|row| row.get(0)).collect();
    assert_eq!(kept, spellings);
}

#[tokio::test]
async fn people_whose_letters_only_look_alike_are_not_one() {
    let (app, version_id) = TestApp::with_form().await;
    let locals = ["ẞ", "ß", "ss", "İ", "i", "ı", "ſ", "s", "Ä", "ä", "Σ", "ς"];
    for (number, local) in (1..).zip(locals) {
        let email = format!("{local}@example.com");
        submit(&app, &version_id, number, json!({"email": email})).await;
    }
    assert_eq!(profiles(&app).await.len(), locals.len());
}

#[tokio::test]
async fn profiles_from_before_are_merged_and_parted_once() {
    let (app, version_id) = TestApp::with_form().await;
    let answers = [
        json!({"email": "k@m\u{fc}ller.example", "first_name": "K"}),
        json!({"email": "k@xn--mller-kva.example", "first_name": "Kate"}),
        json!({"email": "ẞ@b.example", "first_name": "Large"}),
        json!({"email": "ß@b.example", "first_name": "Small"}),
        json!({"email": "Ada@b.example", "first_name": "Ada"}),
    ];
    for (number, answers) in (1..).zip(answers) {
        submit(&app, &version_id, number, answers).await;
    }
    // As an earlier release had it: one profile for each spelling of a domain, and one for `ẞ` and `ß`.
    let database = app.database().await;
    for back in [
        "DELETE FROM data_changes",
        "UPDATE profiles SET email = 'Ada@b.example' WHERE email_key = 'ada@b.example'",
        "UPDATE profiles SET email = 'k@müller.example', email_key = 'k@müller.example' WHERE email_key LIKE 'k@%'",
        "INSERT INTO profiles (id, site_id, email, email_key, properties, created_at, updated_at) SELECT 'x', site_id, 'k@xn--mller-kva.example', 'k@xn--mller-kva.example', '{\"first_name\":\"Kate\"}', 2, 2 FROM sites",
        "UPDATE submissions SET profile_id = 'x' WHERE answers LIKE '%xn--%'",
        "UPDATE submissions SET profile_id = (SELECT id FROM profiles WHERE email_key = 'ß@b.example') WHERE answers LIKE '%@b.example%' AND answers LIKE '%Large%'",
        "DELETE FROM profiles WHERE email_key = 'ẞ@b.example'",
    ] {
        sqlx::query(back).execute(&database).await.unwrap();
    }
    database.close().await;
    let app = app.restart(crate::test_app::modules("1"), |_| {}).await;
    let expected = [
        ("ada@b.example", json!({"first_name": "Ada"})),
        ("k@xn--mller-kva.example", json!({"first_name": "Kate"})),
        ("ß@b.example", json!({"first_name": "Small"})),
        ("ẞ@b.example", json!({"first_name": "Large"})),
    ];
    let expected = expected.map(|(email, properties)| (email.to_owned(), properties));
    assert_eq!(profiles(&app).await, expected);
    let lost = "SELECT count(*) FROM submissions s JOIN profiles p ON p.id = s.profile_id";
    assert_eq!(app.count(lost).await, 5);
    assert_eq!(app.count("SELECT count(*) FROM data_changes").await, 1);
}

#[tokio::test]
async fn the_maker_of_a_profile_does_not_change_it_after_its_owner_confirmed() {
    let (app, version_id) = TestApp::with_form().await;
    let answers = |name: &str| json!({"email": "ada@example.com", "first_name": name});
    submit_as(&app, 1, &version_id, 1, answers("Eve")).await;
    submit_as(&app, 2, &version_id, 2, answers("Ada")).await;
    let confirm = format!("/sites/{SITE}/submissions/{}/confirm", random_like_id(2));
    app.manage("POST", &confirm, Value::Null).await.is(200);
    submit_as(&app, 1, &version_id, 3, answers("Mallory")).await;
    assert_eq!(profiles(&app).await[0].1, json!({"first_name": "Ada"}));
    submit_as(&app, 2, &version_id, 4, answers("Ada Byron")).await;
    let expected = json!({"first_name": "Ada Byron"});
    assert_eq!(profiles(&app).await[0].1, expected);
}

#[tokio::test]
async fn what_a_program_seems_to_have_filled_in_is_stored_and_waits() {
    let (app, version_id) = TestApp::with_form().await;
    let answers = json!({"email": "ada@example.com", "first_name": "Spam", "message?": "Buy"});
    submit(&app, &version_id, 1, answers).await;
    submit(
        &app,
        &version_id,
        2,
        json!({"email": "eve@example.com", "first_name": "Eve", "message?": ""}),
    )
    .await;
    assert_eq!(
        profiles(&app).await,
        [
            ("ada@example.com".to_owned(), json!({})),
            ("eve@example.com".to_owned(), json!({"first_name": "Eve"})),
        ]
    );
    let path = format!("/sites/{SITE}/submissions");
    let list = app.manage("GET", &path, Value::Null).await.is(200).json();
    let [eve, ada] = [0, 1].map(|index| list["submissions"][index].clone());
    assert_eq!(ada["suspected"], true);
    assert_eq!(ada["awaits_confirmation"], true);
    // Nothing that was sent is lost, and the trap is not an answer.
    let whole = json!({"email": "ada@example.com", "first_name": "Spam"});
    assert_eq!(ada["answers"], whole);
    assert_eq!(eve.get("suspected"), None);
    assert_eq!(eve["awaits_confirmation"], false);

    let confirm = format!("{path}/{}/confirm", random_like_id(1));
    app.manage("POST", &confirm, Value::Null).await.is(200);
    assert_eq!(profiles(&app).await[0].1, json!({"first_name": "Spam"}));
}
