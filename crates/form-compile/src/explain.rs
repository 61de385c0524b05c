//! Explains a decision: given what the page would know, whether a form shows, and why it does or does not.
//!
//! The form is compiled as at publish, and the crate that decides in the page decides here. Only where the page looks a
//! fact up, this module takes it from a [`Context`].

use form_model::{Problem, ValidForm};
use serde::Serialize;
use targeting::{Form, Visit, fire, is_due, program, refusal};

use crate::rules::{self, Combinations};

pub mod codes;
pub mod context;
mod detail;
mod facts;
mod json_path;
mod reader;

pub use codes::codes;
pub use context::Context;
pub use reader::{Answer, Reader};

use detail::Details;
use facts::Facts;

/// For how long after publishing a program knows the clock of a time zone, in seconds: see `rules::schedule`.
const SECONDS_COVERED: u32 = 3 * 365 * 86_400;

/// A form whose rules are compiled.
#[derive(Clone, Debug)]
pub struct CompiledRules {
    form: ValidForm,
    lines: String,
    /// The same lines without those of rules and caps, and without those of triggers: finding groups is most of the work.
    triggers: String,
    rules: String,
    published_at: u32,
}

/// A decision, and what led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation<'a> {
    /// Whether the form shows: nothing keeps it away, and its triggers have fired.
    pub visible: bool,
    /// Why: one of the [`codes()`]; where several rules and caps keep it away, the first one's.
    pub reason: &'a str,
    /// Every trigger, rule and cap, in the order of the form.
    pub rules: Vec<Judged<'a>>,
}

/// A trigger, rule or cap, as it was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged<'a> {
    /// Its code.
    pub rule: &'a str,
    /// Whether it has fired (a trigger), holds (a rule), or lets the form show (a cap).
    pub matched: bool,
    /// What it looked at, in a few words.
    pub detail: String,
}

impl CompiledRules {
    /// Compiles the rules of a form as if it were published at a moment, in unix seconds.
    pub fn new(form: ValidForm, published_at: u32) -> Result<Self, Vec<Problem>> {
        let form_id = &form.form().form_id;
        let combinations = Combinations::default();
        let lines = rules::compile(form_id, form.version(), combinations, published_at)?;
        let (flags, triggers, rules) = parts(&lines);
        Ok(CompiledRules {
            form,
            triggers: [flags, triggers].concat(),
            rules: [flags, rules].concat(),
            lines,
            published_at,
        })
    }

    /// The form's lines of the program.
    pub fn lines(&self) -> &str {
        &self.lines
    }

    /// Compiles anew where the clock of a time zone is not written for a moment, as if published then.
    fn cover(&mut self, now: u32) {
        let is_covered = now
            .checked_sub(self.published_at)
            .is_some_and(|seconds| seconds < SECONDS_COVERED);
        if !is_covered
            && self.lines.contains("\n+@")
            && let Ok(anew) = CompiledRules::new(self.form.clone(), now)
        {
            *self = anew;
        }
    }

    fn form_of<'a>(&'a self, lines: &'a str) -> Form<'a> {
        Form {
            id: self.form.form().form_id.as_str().as_bytes(),
            lines: lines.as_bytes(),
        }
    }
}

/// What stands before the first group, the triggers, and the rules and caps, which stand behind them.
fn parts(lines: &str) -> (&str, &str, &str) {
    let begin_of = |heads: &[u8]| {
        let mut begin = 0;
        for line in lines.split_inclusive('\n') {
            if heads.contains(&line.as_bytes()[0]) {
                break;
            }
            begin += line.len();
        }
        begin
    };
    let rules = begin_of(&[program::RULE, program::CAP, program::CAP_NOT]);
    let triggers = begin_of(&[program::TRIGGER]).min(rules);
    (&lines[..triggers], &lines[triggers..rules], &lines[rules..])
}

/// Decides, and tells why. `now`, in unix seconds, is the moment where the context has none.
///
/// The triggers are judged once as everything stands, then at each of the context's events in their order.
pub fn explain<'a>(rules: &'a CompiledRules, context: &Context<'_>, now: u32) -> Explanation<'a> {
    let triggers = rules.form_of(&rules.triggers);
    let rules = rules.form_of(&rules.rules);
    let record = context.record();
    let visit = Visit {
        record: record.as_bytes(),
        now: context.now.map_or(now, |moment| moment.0),
    };
    let mut facts = Facts::new(context);
    let mut details = Details::new(triggers, visit);
    let mut fired = fire(triggers, 0, visit, &mut facts);
    for event in &context.events.0 {
        facts.begin(event);
        fired = fire(triggers, fired, visit, &mut facts);
        details.note_event(fired, &mut facts);
    }
    facts.end();
    let refusal = refusal(rules, true, visit, &mut facts);
    let is_due = is_due(triggers, fired);
    let judged = details.judged(fired, rules, &mut facts);
    let reason = match refusal {
        Some(code) => code_text(code),
        None if is_due => codes::QUALIFIED,
        None if judged[0].rule == codes::MANUAL => codes::MANUAL,
        None => codes::NOT_TRIGGERED,
    };
    Explanation {
        visible: refusal.is_none() && is_due,
        reason,
        rules: judged,
    }
}

/// A code, which is ASCII.
fn code_text(code: &[u8]) -> &str {
    std::str::from_utf8(code).unwrap_or_default()
}

#[cfg(test)]
mod tests;
