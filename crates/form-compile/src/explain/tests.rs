//! What each member of a context means to rules and triggers, and how it is described.

use super::Reader;
use serde_json::{Value, json};

/// 2027-01-15T08:00Z, a Friday.
pub(super) const NOW: u32 = 1_800_000_000;

pub(super) fn form(triggers: Value, targeting: Value, frequency_cap: Value) -> Value {
    let block = json!({"id": "a", "type": "rich_text", "format": "markdown", "content": "Hello"});
    json!({
        "schema_version": 1, "form_id": "welcome", "name": "Welcome",
        "versions": [{
            "type": "popup", "triggers": triggers, "targeting": targeting, "frequency_cap": frequency_cap,
            "steps": [{"columns": [{"rows": [{"blocks": [block]}]}]}]
        }]
    })
}

pub(super) fn answer(form: Value, context: Value) -> Value {
    let request = json!({"form": form, "context": context}).to_string();
    serde_json::to_value(Reader::new(NOW).answer(&request)).unwrap()
}

pub(super) fn no_caps() -> Value {
    json!({"days_after_close": 0, "days_after_submit": 0})
}

/// Checks whether a form with one rule shows, and the text for the rule.
#[track_caller]
fn check_rule(rule: Value, context: Value, matched: bool, detail: &str) {
    let answer = answer(
        form(json!([{"type": "immediate"}]), json!([rule]), no_caps()),
        context,
    );
    assert_eq!(answer["visible"], matched, "{answer}");
    let reason = if matched {
        json!("qualified")
    } else {
        rule["type"].clone()
    };
    assert_eq!(answer["reason"], reason);
    let expect = json!({"rule": rule["type"], "matched": matched, "detail": detail});
    assert_eq!(answer["rules"][1], expect);
}

/// Checks whether a form with one trigger shows, and the text for the trigger.
#[track_caller]
fn check_trigger(trigger: Value, context: Value, matched: bool, detail: &str) {
    let answer = answer(form(json!([trigger]), json!([]), no_caps()), context);
    assert_eq!(answer["visible"], matched, "{answer}");
    let reason = if matched {
        "qualified"
    } else {
        "not_triggered"
    };
    assert_eq!(answer["reason"], reason);
    let expect = json!({"rule": trigger["type"], "matched": matched, "detail": detail});
    assert_eq!(answer["rules"][0], expect);
}

#[test]
fn every_part_of_an_address_is_as_a_browser_has_it() {
    let url = "HTTPS://Shop.Example:443/a/../Caf\u{e9}?q=1&utm_source=fr%C3%BCh+ling#top";
    let context = json!({"url": url});
    for (part, value, detail) in [
        (
            "url",
            "https://shop.example/Caf%C3%A9?q=1",
            "the address \"https://shop.example/Caf%C3%A9?q=1&utm_source=fr%C3%BCh+ling\" is on the allow list",
        ),
        (
            "path",
            "/Café",
            "the path \"/Caf%C3%A9\" is on the allow list",
        ),
        (
            "query",
            "q=1&",
            "the query \"q=1&utm_source=fr%C3%BCh+ling\" is on the allow list",
        ),
        ("hash", "top", "the fragment \"top\" is on the allow list"),
    ] {
        let rule = json!({"type": "url", "part": part, "allow_list": [{"operator": "starts_with", "value": value}]});
        check_rule(rule, context.clone(), true, detail);
    }
    let rule = json!({"type": "utm", "parameter": "source", "allow_list": [{"operator": "equals", "value": "früh ling"}]});
    check_rule(
        rule.clone(),
        context,
        true,
        "the parameter utm_source is \"früh ling\", which is on the allow list",
    );
    let told = json!({"url": url, "utm": {"source": "google"}});
    check_rule(
        rule,
        told,
        false,
        "the parameter utm_source is \"google\", which is not on the allow list",
    );
}

#[test]
fn an_address_is_the_same_with_lower_case_after_percent_signs() {
    let referrer = json!({"type": "referrer", "allow_list": [{"value": "/über"}]});
    let path = json!({"type": "url", "part": "path", "allow_list": [{"operator": "equals", "value": "/über-uns/"}]});
    for encoded in ["%c3%bc", "%C3%BC", "ü"] {
        let url = format!("https://shop.example/{encoded}ber-uns/");
        check_rule(
            path.clone(),
            json!({"url": url}),
            true,
            "the path \"/%C3%BCber-uns/\" is on the allow list",
        );
        check_rule(
            referrer.clone(),
            json!({"referrer": url}),
            true,
            "the referrer \"https://shop.example/%C3%BCber-uns/\" is on the allow list",
        );
    }
}

#[test]
fn rules_look_at_their_members() {
    let patterns = json!([{"operator": "equals", "value": "1"}]);
    let cart = json!({"type": "url", "part": "path", "deny_list": [{"value": "/cart"}]});
    check_rule(
        cart,
        json!({"url": "https://shop.example/cart"}),
        false,
        "the path \"/cart\" is on the deny list",
    );
    check_rule(
        json!({"type": "device", "allow_list": ["phone"]}),
        json!({"device": "phone"}),
        true,
        "the device \"phone\" is on the allow list",
    );
    check_rule(
        json!({"type": "device", "allow_list": ["phone"]}),
        json!({}),
        false,
        "the device \"desktop\" is not on the allow list",
    );
    let viewport = json!({"type": "viewport", "minimum_width_px": 600, "maximum_height_px": 900});
    check_rule(
        viewport.clone(),
        json!({"viewport": {"width": 800, "height": 600.5}}),
        true,
        "width 800 of 600 px; height 600 of at most 900 px",
    );
    check_rule(viewport, json!({}), false, "the viewport is unknown");
    let location = json!({"type": "location", "allow_list": ["US-CA", "DE"]});
    check_rule(
        location.clone(),
        json!({"country": "US", "region": "CA"}),
        true,
        "the location \"US-CA\" is on the allow list",
    );
    check_rule(
        location.clone(),
        json!({"country": "US", "region": "US-CA"}),
        true,
        "the location \"US-CA\" is on the allow list",
    );
    check_rule(
        location.clone(),
        json!({"country": "US"}),
        false,
        "the location \"US-\" is not on the allow list",
    );
    check_rule(location, json!({}), false, "the location is unknown");
    let search = json!({"type": "referrer_class", "allow_list": ["search"]});
    check_rule(
        search.clone(),
        json!({"referrer": "https://www.google.com"}),
        true,
        "the referrer \"https://www.google.com/\" is on the allow list",
    );
    check_rule(
        search,
        json!({}),
        false,
        "the referrer (empty) is not on the allow list",
    );
    check_rule(
        json!({"type": "language", "allow_list": ["de"]}),
        json!({"language": "de-AT"}),
        true,
        "the language \"de-at\" is on the allow list",
    );
    check_rule(
        json!({"type": "visits", "minimum": 2}),
        json!({"visits": 3}),
        true,
        "3 of 2 visits",
    );
    check_rule(
        json!({"type": "visitor", "is": "new"}),
        json!({}),
        true,
        "1 of at most 1 visits",
    );
    check_rule(
        json!({"type": "identified"}),
        json!({"profile": {"email": "a@b.example"}}),
        true,
        "identified",
    );
    check_rule(
        json!({"type": "identified", "channel": "sms"}),
        json!({"profile": {"email": "a@b.example"}}),
        false,
        "not identified by sms",
    );
    let tier = json!({"type": "profile_property", "property": "tier", "allow_list": patterns});
    check_rule(
        tier,
        json!({"profile": {"properties": {"tier": 1.0}}}),
        true,
        "the profile's property tier is \"1\", which is on the allow list",
    );
    let lists = json!({"type": "profile_list", "allow_list": ["VIP"]});
    check_rule(
        lists,
        json!({"profile": {"lists": ["News", "VIP"]}}),
        true,
        "what the profile has as lists is \",News,VIP,\", which is on the allow list",
    );
    let segments = json!({"type": "profile_segment", "deny_list": ["VIP"]});
    check_rule(
        segments,
        json!({}),
        true,
        "what the profile has as segments is (empty), which is not on the deny list",
    );
    check_rule(
        json!({"type": "submitted"}),
        json!({"stored": {"welcome": {"submitted_at": NOW - 60}}}),
        false,
        "submitted 60 s ago",
    );
    check_rule(
        json!({"type": "submitted", "form_id": "survey1", "is": true}),
        json!({}),
        false,
        "never submitted",
    );
    for (kind, key, member, subject) in [
        ("cookie", "name", "cookies", "the cookie"),
        (
            "local_storage",
            "key",
            "local_storage",
            "the local storage's",
        ),
        (
            "javascript_variable",
            "path",
            "javascript_variables",
            "the variable",
        ),
    ] {
        let rule = json!({"type": kind, key: "a.b", "allow_list": patterns});
        check_rule(
            rule.clone(),
            json!({member: {"a.b": "1"}}),
            true,
            &format!("{subject} a.b is \"1\", which is on the allow list"),
        );
        check_rule(
            rule.clone(),
            json!({member: {"a.b": 2}}),
            false,
            &format!("{subject} a.b is \"2\", which is not on the allow list"),
        );
        check_rule(
            rule,
            json!({}),
            false,
            &format!("{subject} a.b is (empty), which is not on the allow list"),
        );
    }
    let consent = json!({"type": "consent", "purpose": "marketing"});
    check_rule(
        consent.clone(),
        json!({"consent": {"marketing": "granted"}}),
        true,
        "the consent for marketing is \"granted\", which is on the allow list",
    );
    check_rule(
        consent,
        json!({"consent": {"analytics": "granted"}}),
        false,
        "the consent for marketing is \"unknown\", which is not on the allow list",
    );
    let sample = json!({"type": "traffic_sample", "percentage": 50});
    check_rule(
        sample.clone(),
        json!({"traffic_sample": 1000}),
        true,
        "draw 267 of at most 4999",
    );
    check_rule(sample, json!({}), false, "the visitor's draw is unknown");
}

#[test]
fn a_schedule_follows_the_contexts_moment() {
    let rule = json!({"type": "schedule", "time_zone": "Europe/Berlin",
        "weekly": [{"weekdays": ["friday"], "from": "09:00", "to": "17:00"}]});
    check_rule(
        rule.clone(),
        json!({}),
        true,
        "2027-01-15T08:00:00Z lies in the weekly hours",
    );
    check_rule(
        rule.clone(),
        json!({"now": "2027-01-15T07:59:59Z"}),
        false,
        "2027-01-15T07:59:59Z does not lie in the weekly hours",
    );
    // Long before and after the transitions in today's program.
    check_rule(
        rule.clone(),
        json!({"now": "2020-07-17T07:00:00Z"}),
        true,
        "2020-07-17T07:00:00Z lies in the weekly hours",
    );
    check_rule(
        rule,
        json!({"now": "2040-07-20T07:00:00Z"}),
        true,
        "2040-07-20T07:00:00Z lies in the weekly hours",
    );
    let rule = json!({"type": "schedule", "time_zone": "UTC", "start": "2027-01-15T09:00"});
    check_rule(
        rule,
        json!({}),
        false,
        "2027-01-15T08:00:00Z does not lie between start and end",
    );
}

#[test]
fn triggers_look_at_their_members() {
    check_trigger(json!({"type": "immediate"}), json!({}), true, "always");
    check_trigger(
        json!({"type": "delay"}),
        json!({"seconds_on_page": 4.9}),
        false,
        "4 of 5 s",
    );
    check_trigger(
        json!({"type": "delay"}),
        json!({"seconds_on_page": 5}),
        true,
        "5 of 5 s",
    );
    check_trigger(
        json!({"type": "scroll_percentage"}),
        json!({"scroll_percentage": 12}),
        false,
        "12 of 30 %",
    );
    check_trigger(
        json!({"type": "page_visits"}),
        json!({"page_views": 3}),
        true,
        "3 of 3 pages",
    );
    check_trigger(
        json!({"type": "time_on_site"}),
        json!({"seconds_on_site": 59}),
        false,
        "59 of 60 s",
    );
    check_trigger(
        json!({"type": "inactivity"}),
        json!({"seconds_inactive": 31}),
        true,
        "31 of 30 s",
    );
    let exit = json!({"type": "exit_intent"});
    let left = |seconds| json!({"seconds_on_page": seconds, "events": [{"name": "exit_intent"}]});
    check_trigger(exit.clone(), left(2), true, "it happened");
    check_trigger(exit.clone(), left(1), false, "it happened, but 1 of 2 s");
    check_trigger(
        exit,
        json!({"seconds_on_page": 9}),
        false,
        "it has not happened",
    );
    for name in ["click", "element_in_view"] {
        let trigger = json!({"type": name, "selector": "#top"});
        let event = |selector| json!({"events": [{"name": name, "selector": selector}]});
        check_trigger(trigger.clone(), event("#top"), true, "it happened");
        check_trigger(trigger, event("#bottom"), false, "it has not happened");
    }
    let quiz = json!({"type": "custom_event", "event_name": "quiz", "filters": [{"property": "score", "minimum": 7}, {"property": "skin", "value": "dry"}]});
    let done = |properties| json!({"events": [{"name": "page"}, {"name": "quiz", "properties": properties}, {"name": "other"}]});
    check_trigger(
        quiz.clone(),
        done(json!({"score": 7.5, "skin": "very dry"})),
        true,
        "it happened",
    );
    check_trigger(
        quiz.clone(),
        done(json!({"score": 6, "skin": "dry"})),
        false,
        "it happened, but score 6 of 7",
    );
    check_trigger(
        quiz.clone(),
        done(json!({"score": 8, "skin": "oily"})),
        false,
        "it happened, but its property skin is \"oily\", which is not on the allow list",
    );
    check_trigger(
        quiz,
        done(json!({"skin": null})),
        false,
        "it happened, but its property score is unknown",
    );
    let cart = json!({"type": "cart", "change": "item_added", "minimum_value": 50});
    let added = json!({"events": [{"name": "cart", "properties": {"change": "item_added", "value": 50.5}}]});
    check_trigger(cart, added, true, "it happened");
    let other = json!({"type": "form_submitted", "form_id": "survey1"});
    let submitted =
        json!({"events": [{"name": "form_submitted", "properties": {"form_id": "survey1"}}]});
    check_trigger(other, submitted, true, "it happened");
}

#[test]
fn a_press_is_not_kept_away_by_the_pause_after_a_close_unless_the_cap_says_so() {
    let click = json!({"type": "click", "selector": "#offer"});
    let context = json!({
        "stored": {"welcome": {"closed_at": NOW - 10}},
        "events": [{"name": "click", "selector": "#offer"}],
    });
    let reason = |triggers: Value, cap: Value| {
        answer(form(triggers, json!([]), cap), context.clone())["reason"].clone()
    };
    let delay = json!({"type": "delay", "delay_seconds": 9});
    assert_eq!(reason(json!([delay, click]), json!({})), "qualified");
    assert_eq!(reason(json!([delay]), json!({})), "closed_recently");
    let strict = json!({"applies_when_asked": true});
    assert_eq!(reason(json!([click]), strict), "closed_recently");
}
