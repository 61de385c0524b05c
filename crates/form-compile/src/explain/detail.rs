//! What a trigger, rule or cap checked, in a few words for people.

use targeting::{Lists, Page, compare, fact};

use super::{
    Judged, codes,
    facts::Facts,
    groups::{Condition, Group, Groups},
};

mod words;

/// The details of one decision.
pub(super) struct Details<'a> {
    groups: &'a Groups,
    /// Which condition of a trigger an event did not meet, by the trigger's index.
    misses: Vec<(usize, String)>,
}

impl<'a> Details<'a> {
    pub(super) fn new(groups: &'a Groups) -> Self {
        Details {
            groups,
            misses: Vec::new(),
        }
    }

    /// Takes note, while an event is happening, of triggers that wait for it and have not fired all the same.
    pub(super) fn note_event(&mut self, fired: u32, facts: &mut Facts<'_>) {
        for (place, group) in self.groups.triggers().enumerate() {
            if fired & (1 << place) != 0 {
                continue;
            }
            let mut conditions = self.groups.conditions(group);
            let Some(event) = conditions.next().filter(is_event) else {
                continue;
            };
            let mut detail = "it happened, but ".to_owned();
            let begin = detail.len();
            if !push_condition(&event, facts, &mut detail) {
                continue;
            }
            let missed = conditions.find(|condition| {
                detail.truncate(begin);
                !push_condition(condition, facts, &mut detail)
            });
            if missed.is_some() {
                self.misses.retain(|(other, _)| *other != place);
                self.misses.push((place, detail));
            }
        }
    }

    /// Every trigger, and every rule and cap as `facts` heard that it was judged.
    pub(super) fn judged(mut self, fired: u32, facts: &mut Facts<'_>) -> Vec<Judged<'a>> {
        let groups = self.groups;
        let mut judged = Vec::new();
        for (place, group) in groups.triggers().enumerate() {
            let matched = fired & (1 << place) != 0;
            judged.push(Judged {
                rule: groups.code(group),
                matched,
                detail: self.trigger(group, place, matched, facts),
            });
        }
        if judged.is_empty() {
            judged.push(Judged {
                rule: codes::MANUAL,
                matched: false,
                detail: "waits for the page to open it".to_owned(),
            });
        }
        for (place, group) in groups.rules().enumerate() {
            judged.push(Judged {
                rule: groups.code(group),
                matched: facts.was_matched(place),
                detail: self.group(group, facts),
            });
        }
        judged
    }

    fn trigger(
        &mut self,
        group: &Group,
        place: usize,
        has_fired: bool,
        facts: &mut Facts<'_>,
    ) -> String {
        if !self.groups.conditions(group).any(|it| is_event(&it)) {
            return self.group(group, facts);
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

    /// The text of the first condition that does not hold, or of all conditions.
    fn group(&self, group: &Group, facts: &mut Facts<'_>) -> String {
        let mut details = String::new();
        for condition in self.groups.conditions(group) {
            if !details.is_empty() {
                details.push_str("; ");
            }
            let begin = details.len();
            if !push_condition(&condition, facts, &mut details) {
                details.drain(..begin);
                return details;
            }
        }
        if details.is_empty() {
            details.push_str("always");
        }
        details
    }
}

/// Writes the text of a condition, and returns whether it holds; it does not if its fact is unknown.
fn push_condition(condition: &Condition<'_>, facts: &mut Facts<'_>, words: &mut String) -> bool {
    let text = facts.look(condition.fact).then(|| facts.text());
    let lists = text.map(|text| compare(condition.lists, text));
    words::push(words, condition, text, lists);
    lists == Some(Lists::Hold)
}

/// Whether a condition holds only during an event.
fn is_event(condition: &Condition<'_>) -> bool {
    let kind = condition.fact.first();
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
