//! The cases of `fixtures/decisions`, natively; `www/loader/test` runs them on the built module and its twin.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::{Map, Value};
use targeting::{Page, Scope, judge};

/// The longest text of a fact that the module takes: `src/boundary.rs`.
const FACT_BYTES: usize = 8_192;

fn fixture() -> Value {
    serde_json::from_str(include_str!("../../../fixtures/decisions/cases.json")).unwrap()
}

struct Facts<'a>(&'a Map<String, Value>, String);

impl Page for Facts<'_> {
    fn look(&mut self, fact: &[u8]) -> bool {
        let text = self.0.get(std::str::from_utf8(fact).unwrap());
        let text = text.map(|text| text.as_str().unwrap().to_owned());
        self.1 = text.clone().unwrap_or_default();
        text.is_some_and(|text| text.len() <= FACT_BYTES)
    }

    fn text(&self) -> &[u8] {
        self.1.as_bytes()
    }

    fn judged(&mut self, _: u8, _: &[u8], _: bool) {}
}

fn facts(case: &Value) -> Facts<'_> {
    Facts(case["facts"].as_object().unwrap(), String::new())
}

#[test]
fn triggers_fire_as_the_fixture_says() {
    for case in fixture()["cases"].as_array().unwrap() {
        let rules = case["rules"].as_str().unwrap().as_bytes();
        let before = u32::try_from(case["fired"].as_u64().unwrap()).unwrap();
        for expected in case["triggers"].as_array().unwrap() {
            let verdict = judge(rules, Scope::Triggers, before, &mut facts(expected));
            assert_eq!(
                verdict.fired, expected["fired"],
                "{}: {expected}",
                case["name"]
            );
            assert_eq!(
                verdict.is_due, expected["due"],
                "{}: {expected}",
                case["name"]
            );
        }
    }
}

#[test]
fn rules_and_caps_refuse_as_the_fixture_says() {
    for case in fixture()["cases"].as_array().unwrap() {
        let rules = case["rules"].as_str().unwrap().as_bytes();
        for expected in case["judged"].as_array().unwrap() {
            for (scope, member) in [
                (Scope::RulesAndCaps, "refusal"),
                (Scope::Rules, "without_caps"),
            ] {
                let verdict = judge(rules, scope, 0, &mut facts(expected));
                let refusal = std::str::from_utf8(verdict.refusal.unwrap_or_default()).unwrap();
                assert_eq!(refusal, expected[member], "{}: {member}", case["name"]);
            }
        }
    }
}
