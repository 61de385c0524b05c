//! What must hold for any bytes: for the fuzz target, and for the replay of its corpus.

use targeting::{
    Page, Scope, Verdict, judge,
    program::{self, ALL_TRIGGERS, ALLOW, ANY_RULE, CONDITION, DENY, RULE, TRIGGER},
};

/// A page on which every fact has the same text, except facts with a longer name, which are unknown.
struct Facts<'a> {
    text: &'a [u8],
    judged: usize,
}

impl Page for Facts<'_> {
    fn look(&mut self, fact: &[u8]) -> bool {
        fact.len() <= self.text.len() + 1
    }

    fn text(&self) -> &[u8] {
        self.text
    }

    fn judged(&mut self, _: u8, _: &[u8], _: bool) {
        self.judged += 1;
    }
}

/// Takes a program and the text of all facts, with a zero byte between them, and judges it in every scope.
pub(crate) fn holds_for(input: &[u8]) {
    let mut parts = input.splitn(2, |&byte| byte == 0);
    let lines = parts.next().unwrap_or_default();
    let text = parts.next().unwrap_or_default();
    let heads: Vec<u8> = program::lines(lines).map(|(head, _)| head).collect();
    let triggers = heads.iter().filter(|&&head| head == TRIGGER).count();
    if triggers > program::MAX_GROUPS {
        // Publishing refuses it: bits are handed out in order.
        return;
    }
    let verdict = |scope, fired| {
        let mut facts = Facts { text, judged: 0 };
        let verdict: Verdict<'_> = judge(lines, scope, fired, &mut facts);
        (verdict, facts.judged)
    };

    let (first, judged) = verdict(Scope::Triggers, 0);
    assert_eq!(judged, triggers);
    assert_eq!(first.refusal, None);
    let (again, _) = verdict(Scope::Triggers, first.fired);
    assert_eq!(again.fired, first.fired, "the same page fires more");
    let has_all = first.fired.count_ones() as usize == triggers;
    if !heads.contains(&ALL_TRIGGERS) {
        assert_eq!(first.is_due, first.fired != 0);
    } else if first.is_due {
        assert!(first.fired != 0 && (has_all || !is_flag_first(&heads, ALL_TRIGGERS)));
    }

    let (all, _) = verdict(Scope::RulesAndCaps, 0);
    let (by_rules, _) = verdict(Scope::Rules, 0);
    assert!(
        by_rules.refusal.is_none() || all.refusal.is_some(),
        "caps let a form show that rules refuse"
    );
    for code in [all.refusal, by_rules.refusal].into_iter().flatten() {
        assert!(program::lines(lines).any(|(_, operand)| operand == code));
    }
    if !heads.contains(&RULE) && !heads.contains(&ANY_RULE) {
        assert_eq!(by_rules.refusal, None);
    }
}

/// Whether a flag is where publishing writes it: before everything else.
fn is_flag_first(heads: &[u8], flag: u8) -> bool {
    let groups = [CONDITION, ALLOW, DENY, TRIGGER];
    heads
        .iter()
        .take_while(|head| !groups.contains(head))
        .any(|&head| head == flag)
}
