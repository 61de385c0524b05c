//! What the tests of triggers, rules and caps share: from their JSON through `validate` and `compile` to a decision.

use form_model::{Problem, ValidForm, validate};
use serde_json::{Value, json};
use targeting::{Page, Scope, fact, judge};

/// The moment at which the tests compile and judge, where they do not say another: 2027-01-15T08:00Z, a Friday.
pub(super) const NOW: u32 = 1_800_000_000;

/// Facts as `name=text`; all others are unknown.
pub(super) type Facts<'a> = &'a [(&'a str, &'a str)];

/// The facts of a test, and the text that was looked up last.
struct Given<'a> {
    facts: Facts<'a>,
    /// The visitor record as the page keeps it: `c`, `s` or `v`, a form's id, a space, and a moment or a number.
    record: &'a str,
    now: u32,
    text: String,
}

impl Given<'_> {
    fn recorded(&self, letter: &str, form_id: &str) -> Option<u32> {
        let form_id = if form_id.is_empty() {
            "welcome"
        } else {
            form_id
        };
        let line = format!("{letter}{form_id} ");
        let value = self
            .record
            .lines()
            .find_map(|text| text.strip_prefix(&line));
        value.map(|value| value.parse().unwrap())
    }
}

impl Page for Given<'_> {
    fn look(&mut self, fact: &[u8]) -> bool {
        let name = std::str::from_utf8(&fact[1..]).unwrap();
        let since = |moment: Option<u32>| {
            let seconds = moment.map(|moment| self.now.saturating_sub(moment).to_string());
            Some(seconds.unwrap_or_default())
        };
        let text = match fact[0] {
            fact::NOW => Some(self.now.to_string()),
            fact::SECONDS_SINCE_CLOSE => since(self.recorded("c", name)),
            fact::SECONDS_SINCE_SUBMIT => since(self.recorded("s", name)),
            fact::VIEWS => Some(self.recorded("v", name).unwrap_or_default().to_string()),
            _ => {
                let found = self.facts.iter().find(|(name, _)| name.as_bytes() == fact);
                found.map(|(_, text)| (*text).to_owned())
            }
        };
        self.text = text.clone().unwrap_or_default();
        text.is_some()
    }

    fn text(&self) -> &[u8] {
        self.text.as_bytes()
    }

    fn judged(&mut self, _: u8, _: &[u8], _: bool) {}
}

/// A form `welcome` with these triggers, rules and caps.
pub(super) fn form(triggers: Value, targeting: Value, frequency_cap: Value) -> ValidForm {
    let block = json!({"id": "a", "type": "rich_text", "format": "markdown", "content": "Hello"});
    let form = json!({
        "schema_version": 1, "form_id": "welcome", "name": "Welcome",
        "versions": [{
            "type": "popup", "triggers": triggers, "targeting": targeting, "frequency_cap": frequency_cap,
            "steps": [{"columns": [{"rows": [{"blocks": [block]}]}]}]
        }]
    });
    validate(&form).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Checks for which facts a rule holds.
#[track_caller]
pub(super) fn rule(rule: &Value, cases: &[(Facts<'_>, bool)]) {
    let lines = compile(
        json!([{"type": "immediate"}]),
        json!([rule]),
        no_caps(),
        NOW,
    );
    for (facts, expect) in cases {
        let refusal = refused(&lines, "", NOW, facts);
        let expect = (!expect).then(|| rule["type"].as_str().unwrap().to_owned());
        assert_eq!(refusal, expect, "{rule} with {facts:?}");
    }
}

/// Checks with which visitor record a rule holds.
#[track_caller]
pub(super) fn rule_of_record(rule: &Value, cases: &[(&str, bool)]) {
    let lines = compile(
        json!([{"type": "immediate"}]),
        json!([rule]),
        no_caps(),
        NOW,
    );
    for (record, expect) in cases {
        let holds = refused(&lines, record, NOW, &[]).is_none();
        assert_eq!(holds, *expect, "{rule} with {record:?}");
    }
}

/// The lines of a form with one rule, published at a moment.
pub(super) fn lines_of_rule(rule: &Value, now: u32) -> String {
    compile(json!([{"type": "manual"}]), json!([rule]), no_caps(), now)
}

/// Whether the rules of compiled lines hold at a time.
pub(super) fn holds_at(lines: &str, now: u32) -> bool {
    refused(lines, "", now, &[]).is_none()
}

/// Checks for which facts a trigger fires.
#[track_caller]
pub(super) fn trigger(trigger: &Value, cases: &[(Facts<'_>, bool)]) {
    let lines = compile(json!([trigger]), json!([]), no_caps(), NOW);
    for (facts, expect) in cases {
        let verdict = judge(
            lines.as_bytes(),
            Scope::Triggers,
            0,
            &mut given(facts, "", NOW),
        );
        assert_eq!(verdict.is_due, *expect, "{trigger} with {facts:?}");
    }
}

/// Checks the result of caps for a visitor's record and facts.
#[track_caller]
pub(super) fn cap(cap: &Value, cases: &[(&str, Facts<'_>, Option<&str>)]) {
    let lines = compile(json!([{"type": "immediate"}]), json!([]), cap.clone(), NOW);
    for (record, facts, expect) in cases {
        let refusal = refused(&lines, record, NOW, facts);
        assert_eq!(
            refusal.as_deref(),
            *expect,
            "{cap} with {record:?} and {facts:?}"
        );
    }
}

/// The first problem when compiling a rule.
#[track_caller]
pub(super) fn problem(rule: &Value) -> Problem {
    let form = form(json!([{"type": "immediate"}]), json!([rule]), json!({}));
    let compiled = super::compile(&form.form().form_id, form.version(), NOW);
    compiled.expect_err("the rule compiles").remove(0)
}

fn no_caps() -> Value {
    json!({"days_after_close": 0, "days_after_submit": 0})
}

#[track_caller]
fn compile(triggers: Value, targeting: Value, frequency_cap: Value, now: u32) -> String {
    let form = form(triggers, targeting, frequency_cap);
    super::compile(&form.form().form_id, form.version(), now)
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn refused(lines: &str, record: &str, now: u32, facts: Facts<'_>) -> Option<String> {
    let mut page = given(facts, record, now);
    let verdict = judge(lines.as_bytes(), Scope::RulesAndCaps, 0, &mut page);
    let code = verdict.refusal;
    code.map(|code| String::from_utf8_lossy(code).into_owned())
}

fn given<'a>(facts: Facts<'a>, record: &'a str, now: u32) -> Given<'a> {
    Given {
        facts,
        record,
        now,
        text: String::new(),
    }
}
