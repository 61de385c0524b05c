//! Judges a form's groups of conditions: which triggers have fired, and which rule or cap keeps the form away.

use crate::{entry, program};

/// The facts that must be looked up where the form would show: in the page, or in the context of `explain`.
pub trait Page {
    /// Looks up a [`fact`](crate::fact), given by kind and name, for [`Page::text`]; whether it is known.
    fn look(&mut self, fact: &[u8]) -> bool;

    /// The text of the fact that was looked up last.
    fn text(&self) -> &[u8];

    /// Records a group that was evaluated: its kind and code, and whether it holds (for a cap: whether it lets the form
    /// show).
    fn judged(&mut self, kind: u8, code: &[u8], holds: bool);
}

/// Which groups of a form are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The triggers that have not fired yet.
    Triggers,
    /// The targeting rules.
    Rules,
    /// Targeting rules and frequency caps.
    RulesAndCaps,
}

/// The result of an evaluation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict<'a> {
    /// The triggers that have fired, now or before, as bits in their order.
    pub fired: u32,
    /// Whether those are enough for the form to show. A form without triggers is never due.
    pub is_due: bool,
    /// Code of the first rule or cap that keeps the form away.
    pub refusal: Option<&'a [u8]>,
}

/// Judges a form's lines. `fired` are the triggers that have fired before: they stay fired.
#[inline(never)]
pub fn judge<'a>(lines: &'a [u8], scope: Scope, fired: u32, page: &mut impl Page) -> Verdict<'a> {
    let mut rest = lines;
    let mut fired = fired;
    let mut refusal = None;
    // How triggers and rules combine; with `any_rule`, whether one matched, and the first that did not.
    let mut all_triggers = false;
    let mut any_rule = false;
    let mut matched = false;
    let mut unmatched = None;
    // The bit of the next trigger.
    let mut bit = 1;

    let mut group = program::next_line(&mut rest);
    while group.0 != 0 {
        let (kind, code) = group;
        let is_trigger = kind == program::TRIGGER;
        let is_judged = match kind {
            program::TRIGGER => scope == Scope::Triggers && fired & bit == 0,
            program::RULE => scope != Scope::Triggers,
            program::CAP | program::CAP_NOT => scope == Scope::RulesAndCaps,
            _ => false,
        };
        let mut holds = is_judged;
        group = program::next_line(&mut rest);
        while group.0 == program::CONDITION {
            holds = holds && page.look(group.1);
            let mut is_listed = false;
            let mut is_allowed = true;
            loop {
                group = program::next_line(&mut rest);
                let (list, entry) = group;
                if list != program::ALLOW && list != program::DENY {
                    break;
                }
                let matches = holds && entry::matches(entry, page.text());
                if list == program::DENY {
                    holds &= !matches;
                } else {
                    is_allowed = matches || is_listed && is_allowed;
                    is_listed = true;
                }
            }
            holds &= is_allowed;
        }

        holds ^= kind == program::CAP_NOT;
        if is_trigger {
            fired |= if holds { bit } else { 0 };
            bit <<= 1;
        } else if !is_judged {
            all_triggers |= kind == program::ALL_TRIGGERS;
            any_rule |= kind == program::ANY_RULE;
        } else if any_rule && kind == program::RULE {
            matched |= holds;
            unmatched = unmatched.or(Some(code));
        } else if !holds {
            refusal = refusal.or(Some(code));
        }
        if is_judged {
            page.judged(kind, code, holds);
        }
    }
    Verdict {
        fired,
        is_due: fired != 0 && (!all_triggers || fired == bit - 1),
        refusal: refusal.or(if matched { None } else { unmatched }),
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    /// A page with facts given as (fact, text); all others are unknown.
    struct Facts<'a>(&'a [(&'a str, &'a str)], &'a str);

    impl Page for Facts<'_> {
        fn look(&mut self, fact: &[u8]) -> bool {
            let found = self.0.iter().find(|(name, _)| name.as_bytes() == fact);
            self.1 = found.map_or("not to be read", |(_, text)| text);
            found.is_some()
        }

        fn text(&self) -> &[u8] {
            self.1.as_bytes()
        }

        fn judged(&mut self, _: u8, _: &[u8], _: bool) {}
    }

    fn refusal<'a>(lines: &'a str, scope: Scope, facts: &[(&str, &str)]) -> Option<&'a str> {
        let verdict = judge(lines.as_bytes(), scope, 0, &mut Facts(facts, ""));
        verdict
            .refusal
            .map(|code| core::str::from_utf8(code).unwrap())
    }

    #[track_caller]
    fn check(lines: &str, facts: &[(&str, &str)], expect: Option<&str>) {
        assert_eq!(
            refusal(lines, Scope::RulesAndCaps, facts),
            expect,
            "{lines:?}"
        );
    }

    #[test]
    fn a_form_without_rules_shows_to_everyone() {
        check("", &[], None);
        check("Tdelay\n?t\n+#5,\n", &[], None);
    }

    #[test]
    fn an_allow_list_needs_one_match_of_several() {
        let lines = "Rurl\n?p\n+*/cart\n+*/products\t\n";
        check(lines, &[("p", "/products/mug")], None);
        check(lines, &[("p", "/checkout")], Some("url"));
    }

    #[test]
    fn a_deny_list_wins_whatever_the_order() {
        let page = [("p", "/products/mug")];
        check("Rurl\n?p\n+*/products\t\n-*\tmug\n", &page, Some("url"));
        check("Rurl\n?p\n-*\tmug\n+*/products\t\n", &page, Some("url"));
        check("Rurl\n?p\n-*/cart\n", &page, None);
    }

    #[test]
    fn an_unknown_fact_matches_neither_list() {
        check("Rlocation\n?g\n-*DE-\t\n", &[], Some("location"));
        check("Rlocation\n?g\n+*DE-\t\n", &[], Some("location"));
        check("Rcookie\n?kcart\n+*\n", &[("kcart", "")], None);
    }

    #[test]
    fn all_conditions_of_a_group_must_hold() {
        let lines = "Rviewport\n?w\n+#600,\n?y\n+#400,\n";
        check(lines, &[("w", "800"), ("y", "600")], None);
        check(lines, &[("w", "800"), ("y", "300")], Some("viewport"));
    }

    #[test]
    fn rules_combine_by_all_or_by_any_and_caps_always_count() {
        let rules = "Rdevice\n?d\n+*phone\nRurl\n?p\n+*/cart\nCcap\n?D\n-#3,\n";
        let cart = [("d", "desktop"), ("p", "/cart"), ("D", "2")];
        check(rules, &cart, Some("device"));
        let any = String::from("O\n") + rules;
        check(&any, &cart, None);
        check(
            &any,
            &[("d", "desktop"), ("p", "/"), ("D", "")],
            Some("device"),
        );
        check(
            &any,
            &[("d", "desktop"), ("p", "/cart"), ("D", "3")],
            Some("cap"),
        );
        check("O\nCcap\n?D\n-#3,\n", &[("D", "")], None);
    }

    #[test]
    fn a_negated_cap_needs_one_condition_that_does_not_hold() {
        let lines = "Nsearch_landing\n?d\n+*phone\n?b\n+#1,1\n";
        check(lines, &[("d", "phone"), ("b", "1")], Some("search_landing"));
        check(lines, &[("d", "phone"), ("b", "2")], None);
    }

    #[test]
    fn a_cap_holds_as_long_as_its_fact_is_out_of_its_range() {
        let lines = "Cclosed_recently\n?C\n-#0,604799\n";
        check(lines, &[("C", "")], None);
        check(lines, &[("C", "0")], Some("closed_recently"));
        check(lines, &[("C", "604799")], Some("closed_recently"));
        check(lines, &[("C", "604800")], None);
    }

    #[test]
    fn without_caps_only_targeting_rules_are_judged() {
        let lines = "Rdevice\n?d\n+*phone\nCcap\n?D\n-#0,\n";
        let phone = [("d", "phone"), ("D", "1")];
        assert_eq!(refusal(lines, Scope::Rules, &phone), None);
        assert_eq!(refusal(lines, Scope::RulesAndCaps, &phone), Some("cap"));
        assert_eq!(refusal(lines, Scope::Triggers, &[]), None);
    }

    #[test]
    fn unknown_lines_are_skipped() {
        check(
            "Zzz\n?d\n+*phone\nRdevice\n?d\n+*phone\n",
            &[("d", "phone")],
            None,
        );
        check("+*a\n-*b\n?\n\n\u{1F43F}\n", &[], None);
    }

    const TRIGGERS: &str =
        "Tdelay\n?t\n+#5,\nTcustom_event\n?Eadded\n?Pvalue\n+#50,\nRdevice\n?d\n";

    #[track_caller]
    fn check_fired(lines: &str, fired: u32, facts: &[(&str, &str)], expect: (u32, bool)) {
        let verdict = judge(
            lines.as_bytes(),
            Scope::Triggers,
            fired,
            &mut Facts(facts, ""),
        );
        assert_eq!((verdict.fired, verdict.is_due), expect);
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
}
