//! Explains a decision: given what the page would know, whether a form shows, and why it does or does not.
//!
//! The form is compiled as at publish, and the crate that decides in the page decides here. Only where the page looks a
//! fact up, this module takes it from a [`Context`].

use form_model::{Problem, ValidForm};
use serde::Serialize;
use targeting::{Scope, judge};

use crate::rules;

pub mod codes;
pub mod context;
mod detail;
mod facts;
mod groups;
mod json_path;
mod reader;

pub use codes::codes;
pub use context::Context;
pub use reader::{Answer, Reader};

use detail::Details;
use facts::Facts;
use groups::Groups;

/// For how long after publishing a program knows the clock of a time zone, in seconds: see `rules::schedule`.
const SECONDS_COVERED: u32 = 3 * 365 * 86_400;

/// A form whose rules are compiled.
#[derive(Clone, Debug)]
pub struct CompiledRules {
    form: ValidForm,
    groups: Groups,
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
        let lines = rules::compile(form_id, form.version(), published_at)?;
        Ok(CompiledRules {
            form,
            groups: Groups::read(lines),
            published_at,
        })
    }

    /// The form's program.
    pub fn lines(&self) -> &str {
        self.groups.lines()
    }

    /// Compiles anew where the clock of a time zone is not written for a moment, as if published then.
    fn cover(&mut self, now: u32) {
        let is_covered = now
            .checked_sub(self.published_at)
            .is_some_and(|seconds| seconds < SECONDS_COVERED);
        if !is_covered
            && self.lines().contains("\n+@")
            && let Ok(anew) = CompiledRules::new(self.form.clone(), now)
        {
            *self = anew;
        }
    }
}

/// Decides, and tells why. `now`, in unix seconds, is the moment where the context has none.
///
/// The triggers are judged once as everything stands, then at each of the context's events in their order.
pub fn explain<'a>(rules: &'a CompiledRules, context: &Context<'_>, now: u32) -> Explanation<'a> {
    let lines = rules.lines().as_bytes();
    let form_id = rules.form.form().form_id.as_str();
    let now = context.now.map_or(now, |moment| moment.0);
    let mut facts = Facts::new(context, form_id, now);
    let mut details = Details::new(&rules.groups);
    let mut triggers = judge(lines, Scope::Triggers, 0, &mut facts);
    for event in &context.events.0 {
        facts.begin(event);
        triggers = judge(lines, Scope::Triggers, triggers.fired, &mut facts);
        details.note_event(triggers.fired, &mut facts);
    }
    facts.end();
    let verdict = judge(lines, Scope::RulesAndCaps, 0, &mut facts);
    let judged = details.judged(triggers.fired, &mut facts);
    let reason = match verdict.refusal {
        Some(code) => std::str::from_utf8(code).unwrap_or_default(),
        None if triggers.is_due => codes::QUALIFIED,
        None if judged[0].rule == codes::MANUAL => codes::MANUAL,
        None => codes::NOT_TRIGGERED,
    };
    Explanation {
        visible: verdict.refusal.is_none() && triggers.is_due,
        reason,
        rules: judged,
    }
}

#[cfg(test)]
mod tests;
