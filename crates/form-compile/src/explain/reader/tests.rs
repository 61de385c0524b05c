//! Requests and answers: reasons, codes, and messages for bad requests.

use super::Reader;
use crate::explain::{
    codes,
    tests::{NOW, answer, form, no_caps},
};
use serde_json::{Value, json};

#[test]
fn caps_and_rules_come_before_triggers_in_the_reason() {
    let form = || {
        form(
            json!([{"type": "delay"}]),
            json!([{"type": "device", "allow_list": ["phone"]}]),
            json!({}),
        )
    };
    let stored =
        json!({"welcome": {"closed_at": "2027-01-15T07:59:00Z", "submitted_at": NOW - 90}});
    let reason = |context| answer(form(), context)["reason"].clone();
    assert_eq!(reason(json!({"stored": stored})), "device");
    assert_eq!(
        reason(json!({"stored": stored, "device": "phone"})),
        "closed_recently"
    );
    assert_eq!(reason(json!({"device": "phone"})), "not_triggered");
    assert_eq!(
        reason(json!({"device": "phone", "seconds_on_page": 5})),
        "qualified"
    );
    let rules = answer(form(), json!({"stored": stored}))["rules"].clone();
    assert_eq!(
        rules,
        json!([
            {"rule": "delay", "matched": false, "detail": "0 of 5 s"},
            {"rule": "device", "matched": false, "detail": "the device \"desktop\" is not on the allow list"},
            {"rule": "closed_recently", "matched": false, "detail": "closed 60 s ago, pause of 604800 s"},
            {"rule": "submitted_before", "matched": false, "detail": "submitted 90 s ago"}
        ])
    );
}

#[test]
fn limits_on_views_count_the_stored_views() {
    let caps = json!({"days_after_close": 0, "days_after_submit": 0, "maximum_views_per_visitor": 3,
        "maximum_views_per_session": 1, "not_on_search_landing_on_phones": true});
    let rules = |context| {
        answer(
            form(json!([{"type": "immediate"}]), json!([]), caps.clone()),
            context,
        )["rules"]
            .clone()
    };
    assert_eq!(
        rules(
            json!({"stored": {"welcome": {"views": 3, "session_views": 0}}, "device": "phone", "referrer": "https://www.bing.com/"})
        ),
        json!([
            {"rule": "immediate", "matched": true, "detail": "always"},
            {"rule": "viewed_too_often", "matched": false, "detail": "3 of 3 displays"},
            {"rule": "viewed_too_often_this_session", "matched": true, "detail": "0 of 1 displays"},
            {"rule": "search_landing", "matched": false, "detail": "the device \"phone\" is on the allow list; 1 of 1 to 1 pages; the referrer \"https://www.bing.com/\" is on the allow list"}
        ])
    );
}

#[test]
fn a_form_that_only_opens_by_hand_says_so() {
    let answer = answer(
        form(json!([{"type": "manual"}]), json!([]), no_caps()),
        json!({"seconds_on_page": 100}),
    );
    let expect = json!({"visible": false, "reason": "manual",
        "rules": [{"rule": "manual", "matched": false, "detail": "waits for the page to open it"}]});
    assert_eq!(answer, expect);
}

#[test]
fn the_last_form_is_kept() {
    let mut reader = Reader::new(NOW);
    let mut answer =
        |request: Value| serde_json::to_value(reader.answer(&request.to_string())).unwrap();
    assert_eq!(answer(json!({"context": {}}))["error"]["path"], "$.form");
    let welcome = form(json!([{"type": "delay"}]), json!([]), no_caps());
    assert_eq!(
        answer(json!({"form": welcome, "context": {}}))["reason"],
        "not_triggered"
    );
    assert_eq!(
        answer(json!({"context": {"seconds_on_page": 5}}))["reason"],
        "qualified"
    );
    assert_eq!(
        answer(json!({"context": {"device": "tv"}}))["error"]["path"],
        "$.context.device"
    );
    assert_eq!(answer(json!({}))["reason"], "not_triggered");
    let bad = json!({"form": {"schema_version": 1, "form_id": "welcome", "name": ""}});
    assert_eq!(answer(bad)["error"]["path"], "$.form.name");
    assert_eq!(
        answer(json!({"context": {}}))["error"]["path"],
        "$.form.name"
    );
}

#[track_caller]
fn check_error(context: &str, path: &str, message: &str) {
    let form = form(json!([{"type": "delay"}]), json!([]), no_caps());
    let request = format!(r#"{{"form":{form},"context":{context}}}"#);
    let answer = serde_json::to_value(Reader::new(NOW).answer(&request)).unwrap();
    assert_eq!(answer["error"]["path"], path, "{answer}");
    let found = answer["error"]["message"].as_str().unwrap();
    assert!(found.contains(message), "{found}");
}

#[test]
fn an_error_has_its_path() {
    check_error(
        r#"{"emial":1}"#,
        "$.context.emial",
        "unknown field `emial`, expected one of `url`",
    );
    check_error(
        r#"{"visits":1,"profile":{"emial":"a"}}"#,
        "$.context.profile.emial",
        "unknown field `emial`",
    );
    check_error(
        r#"{"url":"/cart"}"#,
        "$.context.url",
        "is not an address: relative URL without a base",
    );
    check_error(
        r#"{"device":"tv"}"#,
        "$.context.device",
        "unknown variant `tv`, expected one of `phone`",
    );
    check_error(
        r#"{"visits":"3"}"#,
        "$.context.visits",
        "invalid type: string \"3\", expected a number",
    );
    check_error(
        r#"{"visits":-1}"#,
        "$.context.visits",
        "expected a number from 0",
    );
    check_error(
        r#"{"traffic_sample":10000}"#,
        "$.context.traffic_sample",
        "expected a whole number from 0 to 9999",
    );
    check_error(
        r#"{"now":"yesterday"}"#,
        "$.context.now",
        "expected unix seconds, or a time",
    );
    check_error(
        r#"{"stored":{"welcome":{"closed":1}}}"#,
        "$.context.stored.welcome.closed",
        "unknown field",
    );
    check_error(
        r#"{"events":[{"name":"a"},{"properties":{}}]}"#,
        "$.context.events[1]",
        "missing field `name`",
    );
    check_error(
        r#"{"cookies":[]}"#,
        "$.context.cookies",
        "expected an object",
    );
    check_error(
        r#"{"visits":}"#,
        "$",
        "is not JSON: expected value at line 1 column",
    );
}

#[test]
fn null_is_left_out() {
    let names = [
        "url",
        "referrer",
        "device",
        "viewport",
        "language",
        "country",
        "region",
        "utm",
        "visits",
        "page_views",
        "seconds_on_page",
        "seconds_on_site",
        "seconds_inactive",
        "scroll_percentage",
        "now",
        "stored",
        "consent",
        "profile",
        "cookies",
        "local_storage",
        "javascript_variables",
        "traffic_sample",
        "events",
    ];
    let context: serde_json::Map<_, _> = names
        .iter()
        .map(|name| ((*name).to_owned(), Value::Null))
        .collect();
    let form = || {
        form(
            json!([{"type": "delay", "delay_seconds": 0}]),
            json!([]),
            json!({}),
        )
    };
    assert_eq!(answer(form(), context.into()), answer(form(), json!({})));
}

#[test]
fn every_code_of_a_program_is_listed() {
    let patterns = json!([{"value": "a"}]);
    let triggers = json!([
        {"type": "immediate"}, {"type": "delay"}, {"type": "scroll_percentage"}, {"type": "element_in_view", "selector": "a"},
        {"type": "exit_intent"}, {"type": "page_visits"}, {"type": "time_on_site"}, {"type": "inactivity"},
        {"type": "click", "selector": "a"}, {"type": "custom_event", "event_name": "a"},
    ]);
    let more_triggers = json!([{"type": "cart"}, {"type": "form_submitted", "form_id": "survey1"}]);
    let rules = json!([
        {"type": "url", "allow_list": patterns}, {"type": "device", "allow_list": ["phone"]},
        {"type": "viewport", "minimum_width_px": 1}, {"type": "location", "allow_list": ["DE"]},
        {"type": "utm", "parameter": "term", "allow_list": patterns}, {"type": "referrer", "allow_list": patterns},
        {"type": "referrer_class", "allow_list": ["direct"]}, {"type": "language", "allow_list": ["de"]},
        {"type": "visits", "minimum": 1}, {"type": "visitor", "is": "new"}, {"type": "identified"},
        {"type": "profile_property", "property": "a", "allow_list": patterns}, {"type": "profile_list", "allow_list": ["a"]},
        {"type": "profile_segment", "allow_list": ["a"]}, {"type": "submitted"}, {"type": "cookie", "name": "a", "is": "set"},
        {"type": "local_storage", "key": "a", "is": "set"}, {"type": "javascript_variable", "path": "a", "is": "set"},
        {"type": "consent", "purpose": "marketing"}, {"type": "traffic_sample", "percentage": 1},
    ]);
    let more_rules = json!([{"type": "schedule", "time_zone": "UTC", "start": "2027-01-01T00:00"}]);
    let caps = json!({"maximum_views_per_visitor": 1, "maximum_views_per_session": 1, "not_on_search_landing_on_phones": true});
    let mut found = vec![
        "qualified".to_owned(),
        "not_triggered".to_owned(),
        "manual".to_owned(),
    ];
    for form in [
        form(triggers, more_rules, json!({})),
        form(more_triggers, json!([]), caps),
        form(json!([{"type": "manual"}]), rules, no_caps()),
    ] {
        let answer = answer(form, json!({}));
        let rules = answer["rules"]
            .as_array()
            .unwrap_or_else(|| panic!("{answer}"));
        found.extend(
            rules
                .iter()
                .map(|rule| rule["rule"].as_str().unwrap().to_owned()),
        );
    }
    // The codes of a page and of a site do not belong to a form.
    let of_forms = codes()
        .iter()
        .filter(|(_, meaning)| !meaning.contains("in a page") && !meaning.contains("of the site"));
    let mut listed: Vec<_> = of_forms.map(|(code, _)| (*code).to_owned()).collect();
    listed.sort_unstable();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, listed);
}
