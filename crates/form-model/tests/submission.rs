//! Which submissions are acceptable for the version that the visitor saw.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_model::{ValidForm, submission::Submission, validate_json};
use serde_json::{Value, json};

fn form() -> ValidForm {
    validate_json(include_str!("../../../fixtures/forms/scroll.json")).unwrap()
}

fn submission(answers: Value, consent: Value) -> Value {
    json!({
        "submission_id": "0123456789abcdef0123456789abcdef",
        "form_id": "product1",
        "version_id": "VERSION1",
        "visitor_id": "fedcba9876543210fedcba9876543210",
        "page_url": "https://shop.example/product",
        "answers": answers,
        "consent": consent,
    })
}

#[track_caller]
fn check(document: &Value, problems: &[&str]) {
    let text = serde_json::to_vec(document).unwrap();
    let outcome = Submission::parse(&text)
        .and_then(|submission| submission.check(form().version()).map(|()| submission));
    let found: Vec<_> = match outcome {
        Ok(_) => Vec::new(),
        Err(found) => found
            .into_iter()
            .map(|problem| format!("{} {}", problem.path, problem.message))
            .collect(),
    };
    assert_eq!(found, problems);
}

#[test]
fn answers_that_the_fields_accept_are_accepted() {
    let consent =
        json!([{"block_id": "consent", "channel": "email", "granted": true, "locale": "en"}]);
    check(
        &submission(json!({"email": " ada@example.com "}), consent),
        &[],
    );
    check(
        &submission(
            json!({"email": "ada@example.com", "first_name": "Ada"}),
            json!([]),
        ),
        &[],
    );
}

#[test]
fn the_trap_is_not_an_answer_and_never_a_problem() {
    let parse = |trap: Value| {
        let answers = json!({"email": "ada@example.com", "message?": trap});
        let text = serde_json::to_vec(&submission(answers, json!([]))).unwrap();
        let submission = Submission::parse(&text).unwrap();
        assert_eq!(submission.check(form().version()), Ok(()));
        assert_eq!(submission.answers.len(), 1);
        submission.is_trapped
    };
    assert!(!parse(json!("")));
    for trap in [
        json!("Buy now"),
        json!(" "),
        json!("a".repeat(20_000)),
        json!(5),
        json!(["x"]),
        json!(null),
    ] {
        assert!(parse(trap));
    }
}

#[test]
fn every_answer_that_is_not_accepted_is_named() {
    check(
        &submission(
            json!({"email": "ada", "first_name": "a".repeat(61), "age": "7"}),
            json!([]),
        ),
        &[
            "$.answers.first_name has 61 characters; 60 are allowed",
            "$.answers.email is not an email address",
            "$.answers.age is not a field of this version",
        ],
    );
    check(
        &submission(json!({}), json!([])),
        &["$.answers.email is required"],
    );
}

#[test]
fn fields_of_later_steps_are_not_asked_for_yet() {
    let mut early = submission(json!({"first_name": "Ada"}), json!([]));
    early["step"] = json!(0);
    check(&early, &[]);
}

#[test]
fn consent_is_given_only_where_it_was_asked_for() {
    let consent = json!([
        {"block_id": "headline", "channel": "email", "granted": true, "locale": "en"},
        {"block_id": "consent", "channel": "sms", "granted": true, "locale": "en"},
    ]);
    check(
        &submission(json!({"email": "ada@example.com"}), consent),
        &[
            "$.consent[0].block_id is \"headline\"; no block of this version asks for consent under that id",
            "$.consent[1].channel is \"sms\"; the block asks for \"email\"",
        ],
    );
}

#[test]
fn a_consent_is_given_once_in_the_language_and_on_the_steps_that_were_shown() {
    let entry = |granted: bool, locale: &str| json!({"block_id": "consent", "channel": "email", "granted": granted, "locale": locale});
    let with = |consent: Value| submission(json!({"email": "ada@example.com"}), consent);
    let twice = "$.consent[1].block_id is \"consent\", which an entry before this one has; one for each block is allowed";
    check(
        &with(json!([entry(true, "en"), entry(false, "en")])),
        &[twice],
    );
    check(
        &with(json!([entry(true, "en"), entry(true, "en")])),
        &[twice],
    );
    let many: Vec<_> = (0..101).map(|_| entry(true, "en")).collect();
    check(
        &with(json!(many)),
        &["$.consent has 101 consents; 0 to 100 are allowed"],
    );
    check(
        &with(json!([entry(true, "<not a language>")])),
        &[
            "$.consent[0].locale is \"<not a language>\"; a BCP 47 language tag such as `en` or `pt-BR` is allowed",
        ],
    );
    check(
        &with(json!([entry(true, "de")])),
        &["$.consent[0].locale is \"de\"; this version is shown in \"en\""],
    );
    check(&with(json!([entry(true, "EN")])), &[]);
    let mut early = submission(json!({"first_name": "Ada"}), json!([entry(true, "en")]));
    early["step"] = json!(0);
    check(
        &early,
        &[
            "$.consent[0].block_id is \"consent\", a block of step 1; the answers were submitted from step 0, before the visitor could see it",
        ],
    );
}

#[test]
fn a_wrong_shape_gives_every_problem() {
    check(
        &json!({"submission_id": "X", "form_id": 7, "answers": [], "page_url": "about:blank"}),
        &[
            "$.submission_id is \"X\", which is too short with 1 character; 32 lowercase hexadecimal digits are allowed",
            "$.form_id must be a string, but is a number",
            "$.version_id is required",
            "$.visitor_id is required",
            "$.answers must be an object, but is an array",
        ],
    );
}

#[test]
fn unknown_members_of_a_later_page_are_ignored() {
    let mut later = submission(json!({"email": "ada@example.com"}), json!([]));
    later["variation"] = json!(1);
    check(&later, &[]);
}
