//! Judges a form's groups of conditions: which triggers have fired, and which rule or cap keeps the form away.

use crate::{
    entry, fact,
    program::{self, Section},
    range, record,
};

/// A form of a program: its id and its lines.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// `form_id`.
    pub id: &'a [u8],
    /// What stands below its first line.
    pub lines: &'a [u8],
}

/// What a judgement knows without asking the page.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The visitor record as stored; empty for a visitor without one.
    pub record: &'a [u8],
    /// Unix time in seconds.
    pub now: u32,
}

/// What has to be looked up where the form would show: in the page, or in the context of `explain`.
pub trait Page {
    /// The text of a [`fact`], given by kind and name; none where it is unknown.
    fn look(&mut self, fact: &[u8]) -> Option<&[u8]>;

    /// Takes note of a group that was judged: its kind and code, and whether it holds (a cap: lets the form show).
    fn judged(&mut self, kind: u8, code: &[u8], holds: bool);
}

/// Takes note of the triggers that hold now, and returns all that have fired, as bits in their order.
/// `fired` are those of before: a trigger that fired stays fired.
pub fn fire(form: Form<'_>, fired: u32, visit: Visit<'_>, page: &mut impl Page) -> u32 {
    let mut fired = fired;
    let mut bit = 1;
    for trigger in triggers(form) {
        if fired & bit == 0 && holds(&trigger, form, visit, page) {
            fired |= bit;
        }
        page.judged(trigger.head, trigger.operand, fired & bit != 0);
        bit <<= 1;
    }
    fired
}

/// Whether the triggers that have fired are enough for the form to show. A form without triggers is never due.
pub fn is_due(form: Form<'_>, fired: u32) -> bool {
    if program::has_flag(form.lines, program::ALL_TRIGGERS) {
        let all = triggers(form).fold(0, |all, _| all << 1 | 1);
        fired == all && all != 0
    } else {
        fired != 0
    }
}

/// The code of the first rule or cap that keeps the form away, or none. Without `caps` only targeting rules are judged.
pub fn refusal<'a>(
    form: Form<'a>,
    caps: bool,
    visit: Visit<'_>,
    page: &mut impl Page,
) -> Option<&'a [u8]> {
    let any = program::has_flag(form.lines, program::ANY_RULE);
    let mut refusal = None;
    // With `any`: the first rule that does not hold counts where none does.
    let mut unmatched = None;
    let mut matched = false;
    for group in program::groups(form.lines) {
        let is_rule = group.head == program::RULE;
        if group.head == program::TRIGGER || (!caps && !is_rule) {
            continue;
        }
        let holds = holds(&group, form, visit, page) != (group.head == program::CAP_NOT);
        page.judged(group.head, group.operand, holds);
        if is_rule && any {
            matched |= holds;
            unmatched = unmatched.or(Some(group.operand));
        } else if !holds {
            refusal = refusal.or(Some(group.operand));
        }
    }
    refusal.or(if matched { None } else { unmatched })
}

/// Tells what the triggers of a form wait for: each condition's fact, and the number from which it holds.
pub fn wants(form: Form<'_>, mut want: impl FnMut(&[u8], u32)) {
    for condition in triggers(form).flat_map(|trigger| program::conditions(trigger.body)) {
        let least = match condition.body.get(1) {
            Some(&program::RANGE) => range::least(condition.body.get(2..).unwrap_or_default()),
            _ => 0,
        };
        want(condition.operand, least);
    }
}

fn triggers(form: Form<'_>) -> impl Iterator<Item = Section<'_>> {
    program::groups(form.lines).filter(|group| group.head == program::TRIGGER)
}

/// Whether all conditions of a group hold.
fn holds(group: &Section<'_>, form: Form<'_>, visit: Visit<'_>, page: &mut impl Page) -> bool {
    program::conditions(group.body).all(|condition| condition_holds(&condition, form, visit, page))
}

fn condition_holds(
    condition: &Section<'_>,
    form: Form<'_>,
    visit: Visit<'_>,
    page: &mut impl Page,
) -> bool {
    with_text(condition.operand, form, visit, page, |text| {
        text.is_some_and(|text| verdict(condition.body, text) == Verdict::Holds)
    })
}

/// Hands over the text of a fact, or none where it is unknown.
pub fn with_text<R>(
    fact: &[u8],
    form: Form<'_>,
    visit: Visit<'_>,
    page: &mut impl Page,
    then: impl FnOnce(Option<&[u8]>) -> R,
) -> R {
    let mut digits = [0; record::DIGITS];
    then(match recorded(fact, form, visit) {
        Some(None) => Some(&[]),
        Some(Some(number)) => Some(record::decimal(number, &mut digits)),
        None => page.look(fact),
    })
}

/// What the lists of a condition say of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The condition holds.
    Holds,
    /// The allow list has entries, but none that matches.
    NotAllowed,
    /// An entry of the deny list matches.
    Denied,
}

/// Compares a text with the lists of a condition.
pub fn verdict(lists: &[u8], text: &[u8]) -> Verdict {
    let mut needed = false;
    let mut allowed = false;
    for (list, entry) in program::instructions(lists) {
        let matches = entry::matches(entry, text);
        match list {
            program::ALLOW => {
                needed = true;
                allowed |= matches;
            }
            _ if matches => return Verdict::Denied,
            _ => {}
        }
    }
    if allowed || !needed {
        Verdict::Holds
    } else {
        Verdict::NotAllowed
    }
}

/// A fact of the record or the clock, where it is one: a number, or none where the record has none.
fn recorded(fact: &[u8], form: Form<'_>, visit: Visit<'_>) -> Option<Option<u32>> {
    let (&kind, other_form) = fact.split_first()?;
    let id = if other_form.is_empty() {
        form.id
    } else {
        other_form
    };
    let own = || record::find(visit.record, id);
    // A moment in the future (the clock went back) counts as now.
    let since = |moment: u32| (moment != 0).then(|| visit.now.saturating_sub(moment));
    Some(match kind {
        fact::NOW => Some(visit.now),
        fact::SECONDS_SINCE_CLOSE => since(own().closed_at),
        fact::SECONDS_SINCE_SUBMIT => since(own().submitted_at),
        fact::SECONDS_SINCE_ANY_FORM => since(record::last_settled_at(visit.record)),
        fact::VIEWS => Some(own().views),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::{string::String, vec::Vec};

    const NOW: u32 = 1_800_000_000;

    /// A page with facts given as `name=text`; what is not given is unknown.
    struct Facts<'a>(&'a [(&'a str, &'a str)]);

    impl Page for Facts<'_> {
        fn look(&mut self, fact: &[u8]) -> Option<&[u8]> {
            let found = self.0.iter().find(|(name, _)| name.as_bytes() == fact);
            found.map(|(_, text)| text.as_bytes())
        }

        fn judged(&mut self, _: u8, _: &[u8], _: bool) {}
    }

    fn form(lines: &str) -> Form<'_> {
        Form {
            id: b"welcome",
            lines: lines.as_bytes(),
        }
    }

    fn visit(record: &str) -> Visit<'_> {
        Visit {
            record: record.as_bytes(),
            now: NOW,
        }
    }

    #[track_caller]
    fn check(lines: &str, facts: &[(&str, &str)], record: &str, expect: Option<&str>) {
        let refusal = refusal(form(lines), true, visit(record), &mut Facts(facts));
        assert_eq!(refusal, expect.map(str::as_bytes), "{lines:?}");
    }

    #[test]
    fn a_form_without_rules_is_refused_to_nobody() {
        check("", &[], "", None);
        check("Tdelay\n?t\n+#5,\n", &[], "", None);
    }

    #[test]
    fn an_allow_list_needs_one_match_of_several() {
        let lines = "Rurl\n?p\n+*/cart\n+*/products\t\n";
        check(lines, &[("p", "/products/mug")], "", None);
        check(lines, &[("p", "/checkout")], "", Some("url"));
    }

    #[test]
    fn a_deny_list_wins_whatever_the_order() {
        let page = [("p", "/products/mug")];
        check("Rurl\n?p\n+*/products\t\n-*\tmug\n", &page, "", Some("url"));
        check("Rurl\n?p\n-*\tmug\n+*/products\t\n", &page, "", Some("url"));
        check("Rurl\n?p\n-*/cart\n", &page, "", None);
    }

    #[test]
    fn an_unknown_fact_matches_neither_list() {
        check("Rlocation\n?g\n-*DE-\t\n", &[], "", Some("location"));
        check("Rlocation\n?g\n+*DE-\t\n", &[], "", Some("location"));
        check("Rcookie\n?kcart\n+*\n", &[("kcart", "")], "", None);
    }

    #[test]
    fn all_conditions_of_a_group_have_to_hold() {
        let lines = "Rviewport\n?w\n+#600,\n?y\n+#400,\n";
        check(lines, &[("w", "800"), ("y", "600")], "", None);
        check(lines, &[("w", "800"), ("y", "300")], "", Some("viewport"));
    }

    #[test]
    fn rules_combine_by_all_or_by_any_and_caps_always_count() {
        let rules = "Rdevice\n?d\n+*phone\nRurl\n?p\n+*/cart\nCcap\n?D\n-#3,\n";
        let cart = [("d", "desktop"), ("p", "/cart")];
        check(rules, &cart, "", Some("device"));
        let any = String::from("O\n") + rules;
        check(&any, &cart, "", None);
        check(&any, &[("d", "desktop"), ("p", "/")], "", Some("device"));
        check(&any, &cart, "Fwelcome\nv3\n", Some("cap"));
        check("O\nCcap\n?D\n-#3,\n", &[], "", None);
    }

    #[test]
    fn a_negated_cap_needs_one_condition_that_does_not_hold() {
        let lines = "Nsearch_landing\n?d\n+*phone\n?b\n+#1,1\n";
        check(
            lines,
            &[("d", "phone"), ("b", "1")],
            "",
            Some("search_landing"),
        );
        check(lines, &[("d", "phone"), ("b", "2")], "", None);
    }

    #[test]
    fn caps_look_at_this_forms_record_unless_another_is_named() {
        let lines = "Cclosed_recently\n?C\n-#0,604799\n";
        check(lines, &[], "", None);
        check(
            lines,
            &[],
            "Fwelcome\nc1799990000\n",
            Some("closed_recently"),
        );
        check(lines, &[], "Fsomeone\nc1799990000\n", None);
        check(lines, &[], "Fwelcome\nc1700000000\n", None);
        // The clock went back.
        check(
            lines,
            &[],
            "Fwelcome\nc1900000000\n",
            Some("closed_recently"),
        );
        check("Rsubmitted\n?Ssomeone\n+#0,\n", &[], "Fsomeone\ns1\n", None);
        let pause = "Canother_form_recently\n?G\n-#0,59\n";
        check(
            pause,
            &[],
            "Fsomeone\nc5\ns1799999990\n",
            Some("another_form_recently"),
        );
        check(pause, &[], "Fsomeone\nc5\ns1799999940\n", None);
    }

    #[test]
    fn without_caps_only_targeting_rules_are_judged() {
        let lines = "Rdevice\n?d\n+*phone\nCcap\n?D\n-#0,\n";
        let phone = &mut Facts(&[("d", "phone")]);
        assert_eq!(refusal(form(lines), false, visit(""), phone), None);
        assert_eq!(
            refusal(form(lines), true, visit(""), phone),
            Some(&b"cap"[..])
        );
    }

    #[test]
    fn a_record_of_rubbish_changes_nothing() {
        check(
            "Ccap\n?C\n-#0,9\n?D\n-#1,\n",
            &[],
            "\u{1F43F}\nc\n\ns-1\nF\n",
            None,
        );
    }

    const TRIGGERS: &str =
        "Tdelay\n?t\n+#5,\nTcustom_event\n?Eadded\n?Pvalue\n+#50,\nRdevice\n?d\n";

    #[track_caller]
    fn check_fired(lines: &str, fired: u32, facts: &[(&str, &str)], expect: (u32, bool)) {
        let fired = fire(form(lines), fired, visit(""), &mut Facts(facts));
        assert_eq!((fired, is_due(form(lines), fired)), expect);
    }

    #[test]
    fn a_trigger_fires_when_its_conditions_hold_together_and_stays_fired() {
        check_fired(TRIGGERS, 0, &[("t", "4")], (0, false));
        check_fired(TRIGGERS, 0, &[("t", "5")], (1, true));
        check_fired(TRIGGERS, 0, &[("Eadded", ""), ("Pvalue", "49")], (0, false));
        check_fired(TRIGGERS, 0, &[("Eadded", ""), ("Pvalue", "50")], (2, true));
        check_fired(TRIGGERS, 2, &[("t", "0")], (2, true));
    }

    #[test]
    fn triggers_combine_by_any_or_by_all() {
        let all = String::from("A\n") + TRIGGERS;
        check_fired(&all, 0, &[("t", "5")], (1, false));
        check_fired(&all, 1, &[("Eadded", ""), ("Pvalue", "50")], (3, true));
    }

    #[test]
    fn a_form_without_triggers_is_never_due() {
        check_fired("Rdevice\n?d\n", 0, &[("d", "phone")], (0, false));
        check_fired("A\n", 0, &[], (0, false));
        check_fired("Timmediate\n", 0, &[], (1, true));
    }

    #[test]
    fn triggers_tell_what_they_wait_for() {
        let mut wanted = Vec::new();
        wants(form(TRIGGERS), |fact, least| {
            wanted.push((String::from_utf8_lossy(fact).into_owned(), least));
        });
        let expect = [("t", 5), ("Eadded", 0), ("Pvalue", 50)];
        assert_eq!(
            wanted,
            expect.map(|(fact, least)| (String::from(fact), least))
        );
    }
}
