//! The cases of `fixtures/decisions`, natively; `www/loader/test` runs them on the built module and its twin.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_trigger::page_view::{self, Armed, Wait};
use serde_json::{Value, json};
use targeting::{Context, record, trigger::Event};

fn fixture() -> Value {
    serde_json::from_str(include_str!("../../../fixtures/decisions/cases.json")).unwrap()
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn page_views_decide_as_the_fixture_says() {
    let fixture = fixture();
    let program = fixture["program"].as_str().unwrap().as_bytes();
    for case in fixture["cases"].as_array().unwrap() {
        let context = Context {
            url: case["url"].as_str().unwrap().as_bytes(),
            device: number(&case["device"]),
            record: case["record"].as_str().unwrap_or_default().as_bytes(),
            now: number(&fixture["now"]),
        };
        let mut waits = Vec::new();
        let mut armed = page_view::start(program, &context, |wait| {
            waits.push(match wait {
                Wait::Delay { form, delay_ms } => json!(["delay", form, delay_ms]),
                Wait::Scroll => json!(["scroll"]),
                Wait::ExitIntent => json!(["exit_intent"]),
            });
        });
        assert_eq!(json!(waits), case["waits"], "{}", case["name"]);
        for expected in case["events"].as_array().unwrap() {
            let value = number(&expected[1]);
            let (event, delayed) = match expected[0].as_str().unwrap() {
                "delay" => (Event::DelayElapsed(value), Some(number(&expected[2]))),
                "scroll" => (Event::Scrolled(value), None),
                _ => (Event::ExitIntent, None),
            };
            let shown = page_view::form_for(program, armed, event, delayed);
            if shown.is_some() {
                armed = Armed(0);
            }
            assert_eq!(json!(shown), expected[3], "{}: {expected}", case["name"]);
        }
    }
}

#[test]
fn settling_writes_the_record_that_the_fixture_says() {
    let fixture = fixture();
    let program = fixture["program"].as_str().unwrap().as_bytes();
    for case in fixture["settles"].as_array().unwrap() {
        let mut out = [0; record::MAX_BYTES];
        let len = page_view::settle(
            program,
            case["record"].as_str().unwrap().as_bytes(),
            number(&case["form"]),
            case["submitted"].as_bool().unwrap(),
            number(&fixture["now"]),
            &mut out,
        );
        assert_eq!(
            std::str::from_utf8(&out[..len]).unwrap(),
            case["after"],
            "{case}"
        );
    }
}
