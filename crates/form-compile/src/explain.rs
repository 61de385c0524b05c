//! Explains a decision: given what the page would know, whether a form shows, and why or why not.
//!
//! The form is compiled as at publish, and the same crate decides as in the page. Only the facts, which the page would
//! look up, come from a [`Context`].

use form_model::{Problem, ValidForm, combination::Combination, trigger::Trigger};
use serde::Serialize;
use targeting::{Scope, judge};

use crate::rules;

pub mod codes;
pub mod context;
mod detail;
mod facts;
mod groups;
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

/// A decision, and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation<'a> {
    /// Whether the form shows: nothing keeps it away, and its triggers have fired.
    pub visible: bool,
    /// Why: one of the [`codes()`]; where several rules and caps keep it away, the first one's.
    pub reason: &'a str,
    /// Every trigger, rule and cap, in the order of the form.
    pub rules: Vec<Judged<'a>>,
}

/// A trigger, rule or cap, with its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged<'a> {
    /// The code.
    pub rule: &'a str,
    /// Whether it has fired (a trigger), holds (a rule), or lets the form show (a cap).
    pub matched: bool,
    /// What it checked, in a few words.
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

    /// Compiles again for a time that the compiled time zone transitions do not cover, as if published then.
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

/// Decides, and gives the reasons. `now`, in Unix seconds, is the time if the context has none.
///
/// The triggers are evaluated once for the current state, then at each of the context's events in their order.
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
    if was_asked_for(rules, triggers.fired) {
        facts.ignore_pauses();
    }
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

/// Whether a click trigger fired, which alone asks for the form, so that pauses do not apply.
fn was_asked_for(rules: &CompiledRules, fired: u32) -> bool {
    let version = rules.form.version();
    let mut triggers = version.triggers.iter().enumerate();
    version.trigger_combination == Combination::Any
        && !version.frequency_cap.applies_when_asked
        && triggers.any(|(place, trigger)| {
            matches!(trigger, Trigger::Click(_)) && fired & (1 << place) != 0
        })
}

#[cfg(test)]
mod tests;
