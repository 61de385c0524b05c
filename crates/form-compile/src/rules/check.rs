//! What the tests of triggers, rules and caps share: from their JSON through `validate` and `compile` to a decision.

use form_model::{Problem, ValidForm, validate};
use serde_json::{Value, json};
use targeting::{Form, Page, Visit, fire, is_due, refusal};

use super::Combinations;

/// The moment at which the tests compile and judge, where they do not say another: 2027-01-15T08:00Z, a Friday.
pub(super) const NOW: u32 = 1_800_000_000;

/// Facts as `name=text`; what is not given is unknown.
pub(super) type Facts<'a> = &'a [(&'a str, &'a str)];

struct Given<'a>(Facts<'a>);

impl Page for Given<'_> {
    fn look(&mut self, fact: &[u8]) -> Option<&[u8]> {
        let found = self.0.iter().find(|(name, _)| name.as_bytes() == fact);
        found.map(|(_, text)| text.as_bytes())
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

/// Whether the rules of compiled lines hold at a moment.
pub(super) fn holds_at(lines: &str, now: u32) -> bool {
    refused(lines, "", now, &[]).is_none()
}

/// Checks for which facts a trigger fires.
#[track_caller]
pub(super) fn trigger(trigger: &Value, cases: &[(Facts<'_>, bool)]) {
    let lines = compile(json!([trigger]), json!([]), no_caps(), NOW);
    for (facts, expect) in cases {
        let form = form_of(&lines);
        let fired = fire(form, 0, visit("", NOW), &mut Given(facts));
        assert_eq!(is_due(form, fired), *expect, "{trigger} with {facts:?}");
    }
}

/// Checks what caps say to a visitor's record and facts.
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

/// The first problem that compiling a rule tells.
#[track_caller]
pub(super) fn problem(rule: &Value) -> Problem {
    let form = form(json!([{"type": "immediate"}]), json!([rule]), json!({}));
    let compiled = super::compile(
        &form.form().form_id,
        form.version(),
        Combinations::default(),
        NOW,
    );
    compiled.expect_err("the rule compiles").remove(0)
}

fn no_caps() -> Value {
    json!({"days_after_close": 0, "days_after_submit": 0})
}

#[track_caller]
fn compile(triggers: Value, targeting: Value, frequency_cap: Value, now: u32) -> String {
    let form = form(triggers, targeting, frequency_cap);
    let combinations = Combinations::default();
    super::compile(&form.form().form_id, form.version(), combinations, now)
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn refused(lines: &str, record: &str, now: u32, facts: Facts<'_>) -> Option<String> {
    let refusal = refusal(form_of(lines), true, visit(record, now), &mut Given(facts));
    refusal.map(|code| String::from_utf8_lossy(code).into_owned())
}

fn form_of(lines: &str) -> Form<'_> {
    Form {
        id: b"welcome",
        lines: lines.as_bytes(),
    }
}

fn visit(record: &str, now: u32) -> Visit<'_> {
    Visit {
        record: record.as_bytes(),
        now,
    }
}
