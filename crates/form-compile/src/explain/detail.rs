//! What a trigger, rule or cap looked at, in a few words for people.

use targeting::{
    Form, Visit,
    evaluate::{self, Verdict},
    fact,
    program::{self, Section},
};

use super::{Judged, code_text, codes, facts::Facts};

mod words;

/// The details of one decision.
pub(super) struct Details<'a, 'v> {
    /// The form's triggers.
    form: Form<'a>,
    visit: Visit<'v>,
    /// What an event lacked that a trigger waits for, by the trigger's place.
    misses: Vec<(usize, String)>,
}

impl<'a, 'v> Details<'a, 'v> {
    pub(super) fn new(form: Form<'a>, visit: Visit<'v>) -> Self {
        Details {
            form,
            visit,
            misses: Vec::new(),
        }
    }

    /// Takes note, while an event is happening, of triggers that wait for it and have not fired all the same.
    pub(super) fn note_event(&mut self, fired: u32, facts: &mut Facts<'_>) {
        for (place, group) in groups(self.form).enumerate() {
            if fired & (1 << place) != 0 {
                continue;
            }
            let mut conditions = program::conditions(group.body);
            let Some(event) = conditions.next().filter(is_event) else {
                continue;
            };
            let mut detail = "it happened, but ".to_owned();
            let begin = detail.len();
            if self.judge(&event, facts, &mut detail) != Some(Verdict::Holds) {
                continue;
            }
            let missed = conditions.find(|condition| {
                detail.truncate(begin);
                self.judge(condition, facts, &mut detail) != Some(Verdict::Holds)
            });
            if missed.is_some() {
                self.misses.retain(|(other, _)| *other != place);
                self.misses.push((place, detail));
            }
        }
    }

    /// Every group of the triggers, and of the form's other lines, as it was judged.
    pub(super) fn judged(
        mut self,
        fired: u32,
        rules: Form<'a>,
        facts: &mut Facts<'_>,
    ) -> Vec<Judged<'a>> {
        let mut judged = Vec::new();
        for (place, group) in groups(self.form).enumerate() {
            let has_fired = fired & (1 << place) != 0;
            judged.push(Judged {
                rule: code_text(group.operand),
                matched: has_fired,
                detail: self.trigger(&group, place, has_fired, facts),
            });
        }
        if judged.is_empty() {
            judged.push(Judged {
                rule: codes::MANUAL,
                matched: false,
                detail: "waits for the page to open it".to_owned(),
            });
        }
        for group in groups(rules) {
            let (holds, detail) = self.group(&group, facts);
            judged.push(Judged {
                rule: code_text(group.operand),
                matched: holds != (group.head == program::CAP_NOT),
                detail,
            });
        }
        judged
    }

    fn trigger(
        &mut self,
        group: &Section<'_>,
        place: usize,
        has_fired: bool,
        facts: &mut Facts<'_>,
    ) -> String {
        if !program::conditions(group.body).any(|condition| is_event(&condition)) {
            return self.group(group, facts).1;
        }
        if has_fired {
            return "it happened".to_owned();
        }
        let miss = self.misses.iter().position(|(other, _)| *other == place);
        match miss {
            Some(index) => self.misses.swap_remove(index).1,
            None => "it has not happened".to_owned(),
        }
    }

    /// Whether all conditions hold; and what the first says that does not, or what all say.
    fn group(&self, group: &Section<'_>, facts: &mut Facts<'_>) -> (bool, String) {
        let mut details = String::new();
        for condition in program::conditions(group.body) {
            if !details.is_empty() {
                details.push_str("; ");
            }
            let begin = details.len();
            if self.judge(&condition, facts, &mut details) != Some(Verdict::Holds) {
                details.drain(..begin);
                return (false, details);
            }
        }
        if details.is_empty() {
            details.push_str("always");
        }
        (true, details)
    }

    /// What a condition says, and in words; nothing of a fact that is unknown.
    fn judge(
        &self,
        condition: &Section<'_>,
        facts: &mut Facts<'_>,
        words: &mut String,
    ) -> Option<Verdict> {
        evaluate::with_text(condition.operand, self.form, self.visit, facts, |text| {
            let verdict = text.map(|text| evaluate::verdict(condition.body, text));
            words::push(words, condition, text, verdict);
            verdict
        })
    }
}

fn groups(form: Form<'_>) -> program::Sections<'_> {
    program::groups(form.lines)
}

/// Whether a condition holds only while something happens.
fn is_event(condition: &Section<'_>) -> bool {
    let kind = condition.operand.first();
    kind.is_some_and(|kind| {
        [
            fact::EXIT_INTENT,
            fact::CLICK,
            fact::ELEMENT_IN_VIEW,
            fact::EVENT,
        ]
        .contains(kind)
    })
}
