//! Which forms are valid: every problem is reported at once, with its path.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_model::{combination::Combination, validate, validate_json};
use serde_json::{Value, json};

/// The smallest form: one step that only says something.
fn smallest() -> Value {
    json!({
        "schema_version": 1,
        "form_id": "welcome",
        "name": "Welcome",
        "versions": [{
            "type": "popup",
            "triggers": [{"type": "delay"}],
            "steps": [step([text("hello")])]
        }]
    })
}

fn step<const N: usize>(blocks: [Value; N]) -> Value {
    json!({"columns": [{"rows": [{"blocks": blocks.to_vec()}]}]})
}

fn text(id: &str) -> Value {
    json!({"id": id, "type": "rich_text", "format": "markdown", "content": "Hello"})
}

fn email(id: &str) -> Value {
    json!({"id": id, "type": "email", "label": "Email"})
}

fn button(id: &str, action: &str, submit: bool) -> Value {
    json!({"id": id, "type": "button", "label": "Go", "action": {"type": action, "submit": submit}})
}

fn with_steps<const N: usize>(steps: [Value; N]) -> Value {
    let mut form = smallest();
    form["versions"][0]["steps"] = json!(steps.to_vec());
    form
}

#[track_caller]
fn check(form: &Value, problems: &[&str]) {
    let found: Vec<_> = match validate(form) {
        Ok(_) => Vec::new(),
        Err(found) => found
            .into_iter()
            .map(|problem| format!("{} {}", problem.path, problem.message))
            .collect(),
    };
    assert_eq!(found, problems);
}

#[test]
fn the_smallest_form_is_valid_and_gets_its_defaults() {
    let form = validate(&smallest()).unwrap();
    let version = form.version();
    assert_eq!(version.accessible_name, "Welcome");
    assert_eq!(version.locale, "en");
    assert_eq!(version.frequency_cap.days_after_close, 7);
    assert_eq!(version.frequency_cap.days_after_submit, None);
    assert_eq!(version.styles.width_px, 480);
    assert_eq!(version.trigger_combination, Combination::Any);
    assert_eq!(version.targeting_combination, Combination::All);
    assert_eq!(version.priority, 50);
}

#[test]
fn a_text_that_is_not_json_says_where() {
    let problems = validate_json("{\"a\": }").unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].path, "$");
    assert!(
        problems[0].message.contains("line 1 column 7"),
        "{problems:?}"
    );
}

#[test]
fn another_kind_of_document_is_refused() {
    check(&json!([]), &["$ must be an object, but is an array"]);
    check(
        &json!({}),
        &[
            "$.schema_version is required",
            "$.form_id is required",
            "$.name is required",
            "$.versions is required",
        ],
    );
}

#[test]
fn problems_all_over_a_form_are_told_together() {
    let mut form = with_steps([
        step([email("a"), email("a"), button("go", "next_step", true)]),
        step([
            button("stop here", "next_step", true),
            json!({"id": "b", "type": "video"}),
        ]),
    ]);
    form["form_id"] = json!("no");
    form["vresions"] = json!([]);
    let version = &mut form["versions"][0];
    version["type"] = json!("modal");
    version["triggers"] = json!([{"type": "delay", "delay_seconds": 3601}, {"type": "scroll_percentage", "scroll_percentage": 0}]);
    version["targeting"] = json!([{"type": "device", "allow_list": []}, {"type": "url"}, {"type": "url", "deny_list": [{"value": "a b"}]}]);
    version["frequency_cap"] = json!({"days_after_close": -1});
    version["styles"] = json!({"text_color": "red", "width_px": 10});
    let found = validate(&form).unwrap_err();
    insta::assert_json_snapshot!(found);
}

#[test]
fn combinations_and_priority_are_read() {
    let mut form = smallest();
    let version = &mut form["versions"][0];
    version["trigger_combination"] = json!("all");
    version["targeting_combination"] = json!("any");
    version["priority"] = json!(100);
    let valid = validate(&form).unwrap();
    assert_eq!(valid.version().trigger_combination, Combination::All);
    assert_eq!(valid.version().targeting_combination, Combination::Any);
    assert_eq!(valid.version().priority, 100);

    let version = &mut form["versions"][0];
    version["trigger_combination"] = json!("none");
    version["targeting_combination"] = json!(true);
    version["priority"] = json!(101);
    check(
        &form,
        &[
            "$.versions[0].trigger_combination is \"none\"; `any` or `all` is allowed",
            "$.versions[0].targeting_combination must be a string, but is true or false",
            "$.versions[0].priority is 101; a whole number from 0 to 100 is allowed",
        ],
    );
}

#[test]
fn a_form_that_submits_needs_a_field_and_a_success_step() {
    let path = "$.versions[0].steps";
    check(
        &with_steps([step([email("e"), button("go", "close", true)])]),
        &[&format!(
            "{path} has a button that submits, but no success step after it to tell the visitor that it worked"
        )],
    );
    check(
        &with_steps([step([button("go", "next_step", true)]), step([text("t")])]),
        &[&format!(
            "{path} has a button that submits, but no field that collects anything"
        )],
    );
    check(
        &with_steps([
            step([email("e"), button("go", "next_step", false)]),
            step([text("t")]),
        ]),
        &[&format!(
            "{path} has fields, but no button that submits them; set `submit` on an action"
        )],
    );
    check(
        &with_steps([
            step([email("e"), button("go", "next_step", true)]),
            step([text("t")]),
        ]),
        &[],
    );
}

#[test]
fn nothing_leads_on_from_the_last_step() {
    let last = "$.versions[0].steps[1].columns[0].rows[0].blocks";
    check(
        &with_steps([
            step([email("e"), button("go", "next_step", true)]),
            step([button("on", "next_step", true), email("f")]),
        ]),
        &[
            &format!("{last}[0].action.type is `next_step` on the last step"),
            &format!(
                "{last}[0].action.submit is true on the success step, where nothing is submitted any more"
            ),
            &format!(
                "{last}[1].property_name is \"email\" again; each property may appear only once"
            ),
            &format!(
                "{last}[1].type is a field on the success step, where nothing is submitted any more"
            ),
        ],
    );
}

#[test]
fn property_names_cannot_mean_something_else() {
    for (name, accepted) in [
        ("first_name", true),
        ("__proto__", false),
        ("constructor", false),
        ("email", false),
        ("1st", false),
        ("first name", false),
        ("", false),
    ] {
        let field = json!({"id": "f", "type": "text", "label": "F", "property_name": name});
        let form = with_steps([
            step([field, button("go", "next_step", true)]),
            step([text("t")]),
        ]);
        assert_eq!(validate(&form).is_ok(), accepted, "{name:?}");
    }
}

#[test]
fn a_redirect_leads_to_the_web_or_stays_on_the_site() {
    for (url, accepted) in [
        ("/thanks?a=1#b", true),
        ("https://shop.example/", true),
        ("HTTP://shop.example/", true),
        ("javascript:alert(1)", false),
        ("//evil.example", false),
        ("/\\evil.example", false),
        ("thanks", false),
        ("https://", false),
        ("/a b", false),
        ("data:text/html,x", false),
    ] {
        let mut go = button("go", "redirect", false);
        go["action"]["url"] = json!(url);
        assert_eq!(
            validate(&with_steps([step([go])])).is_ok(),
            accepted,
            "{url:?}"
        );
    }
}

#[test]
fn fields_cannot_take_more_than_the_page_can_hand_over() {
    let field = |n: usize| json!({"id": format!("f{n}"), "type": "text", "label": "F", "property_name": format!("p{n}"), "max_length": 1000});
    let row = |from: usize| json!({"blocks": [field(from), field(from + 1), field(from + 2)]});
    let first = json!({"columns": [{"rows": [row(0), row(3), row(6), {"blocks": [button("go", "next_step", true)]}]}]});
    check(
        &with_steps([first, step([text("t")])]),
        &["$.versions[0].steps has fields that take 9000 characters together; 8000 are allowed"],
    );
}

#[test]
fn hostile_documents_are_refused_without_a_panic() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(validate_json(&deep).is_err());
    for text in [
        "",
        "null",
        "\"\\ud800\"",
        "{\"schema_version\":1e999}",
        "\u{0}",
    ] {
        assert!(validate_json(text).is_err(), "{text:?}");
    }
}

#[test]
fn required_blocks_are_on_all_screens() {
    let first = "$.versions[0].steps[0].columns[0].rows[0].blocks";
    let on = |device: &str, mut block: Value| {
        block["display_device"] = json!(device);
        block
    };
    let with = |blocks: Vec<Value>| {
        let mut form = with_steps([step([]), step([text("t")])]);
        form["versions"][0]["steps"][0]["columns"][0]["rows"][0]["blocks"] = json!(blocks);
        form
    };
    let send = |id| button(id, "next_step", true);
    check(
        &with(vec![
            email("e"),
            send("s"),
            on("phone", text("a")),
            on("desktop", text("b")),
        ]),
        &[],
    );
    check(
        &with(vec![
            email("e"),
            on("phone", send("s")),
            on("desktop", send("u")),
        ]),
        &[],
    );
    check(
        &with(vec![
            email("e"),
            on("phone", send("s")),
            on("phone", send("u")),
        ]),
        &[&format!(
            "{first}[1].display_device is `phone`, so on other screens the step lacks a button that submits"
        )],
    );
    let mut consent = text("c");
    consent["consent"] = json!({"channel": "email"});
    check(
        &with(vec![
            on("phone", email("e")),
            send("s"),
            on("desktop", consent),
        ]),
        &[
            &format!(
                "{first}[0].display_device is `phone`, but the field is required; on other screens visitors could not fill it in"
            ),
            &format!(
                "{first}[2].display_device is `desktop`, but submitting means to agree to this text; it has to be on all screens"
            ),
        ],
    );
    check(
        &with(vec![email("e"), on("tablet", send("s"))]),
        &[&format!(
            "{first}[1].display_device is \"tablet\"; `phone` or `desktop` is allowed"
        )],
    );
}
