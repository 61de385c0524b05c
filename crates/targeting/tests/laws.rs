//! Laws that hold for any program: how triggers, rules and list entries combine.

use targeting::{Page, Scope, judge};

/// How many programs are drawn for each law.
const CASES: usize = 20_000;

/// Numbers that look drawn at random, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// Lines of a condition: its fact, and the entries of its lists.
#[derive(Clone)]
struct Condition {
    fact: &'static str,
    allow: Vec<&'static str>,
    deny: Vec<&'static str>,
}

/// A group of conditions with its kind and code.
#[derive(Clone)]
struct Group {
    head: char,
    conditions: Vec<Condition>,
}

const FACTS: &[&str] = &["p", "n", "kcart", "Eadded"];

const TEXTS: &[&str] = &["", "a", "ab", "ba", "1", "12", "7"];

/// Entries of every kind; the tables are `^a`, as in the tests of `regex`, and one that is broken.
const ENTRIES: &[&str] = &[
    "*",
    "*a",
    "*\ta",
    "*a\t",
    "*\tb\t",
    "#,",
    "#1,9",
    "#12,",
    "/%##aa[[",
    "/%##",
    "@,0|0,10080",
    "@,0|",
    "!",
];

fn entries(draw: &mut Draw, most: usize) -> Vec<&'static str> {
    (0..draw.below(most + 1))
        .map(|_| draw.one_of(ENTRIES))
        .collect()
}

fn group(draw: &mut Draw, head: char) -> Group {
    let conditions = (0..draw.below(3))
        .map(|_| Condition {
            fact: draw.one_of(FACTS),
            allow: entries(draw, 3),
            deny: entries(draw, 2),
        })
        .collect();
    Group { head, conditions }
}

fn groups(draw: &mut Draw, head: char) -> Vec<Group> {
    (0..1 + draw.below(4)).map(|_| group(draw, head)).collect()
}

fn lines(flags: &str, groups: &[Group]) -> String {
    let mut lines = flags.to_owned();
    for (index, group) in groups.iter().enumerate() {
        lines += &format!("{}code{index}\n", group.head);
        for condition in &group.conditions {
            lines += &format!("?{}\n", condition.fact);
            for entry in &condition.allow {
                lines += &format!("+{entry}\n");
            }
            for entry in &condition.deny {
                lines += &format!("-{entry}\n");
            }
        }
    }
    lines
}

/// A page whose facts were drawn; some are unknown.
struct Facts {
    known: Vec<(&'static str, &'static str)>,
    text: &'static str,
}

impl Facts {
    fn draw(draw: &mut Draw) -> Self {
        let known = FACTS.iter().filter(|_| draw.below(4) != 0);
        let known: Vec<_> = known.collect();
        Facts {
            known: known
                .into_iter()
                .map(|fact| (*fact, draw.one_of(TEXTS)))
                .collect(),
            text: "",
        }
    }
}

impl Page for Facts {
    fn look(&mut self, fact: &[u8]) -> bool {
        let mut known = self.known.iter();
        let found = known.find(|(name, _)| name.as_bytes() == fact);
        self.text = found.map_or("not to be read", |(_, text)| text);
        found.is_some()
    }

    fn text(&self) -> &[u8] {
        self.text.as_bytes()
    }

    fn judged(&mut self, _: u8, _: &[u8], _: bool) {}
}

fn may_show(lines: &str, facts: &mut Facts) -> bool {
    let verdict = judge(lines.as_bytes(), Scope::RulesAndCaps, 0, facts);
    verdict.refusal.is_none()
}

fn due(lines: &str, facts: &mut Facts) -> bool {
    judge(lines.as_bytes(), Scope::Triggers, 0, facts).is_due
}

/// Draws cases, and checks that enough cases test the law: `holds` returns whether a case did.
fn for_all(seed: u64, mut holds: impl FnMut(&mut Draw) -> bool) {
    let mut draw = Draw(seed);
    let said = (0..CASES).filter(|_| holds(&mut draw)).count();
    assert!(
        said > CASES / 100,
        "only {said} of {CASES} cases say anything"
    );
}

#[test]
fn rules_combine_as_the_rules_alone_by_all_or_by_any() {
    for_all(1, |draw| {
        let rules = groups(draw, 'R');
        let facts = &mut Facts::draw(draw);
        let alone: Vec<_> = rules
            .iter()
            .map(|rule| may_show(&lines("", std::slice::from_ref(rule)), facts))
            .collect();
        assert_eq!(
            may_show(&lines("", &rules), facts),
            alone.iter().all(|&holds| holds)
        );
        assert_eq!(
            may_show(&lines("O\n", &rules), facts),
            alone.contains(&true)
        );
        alone.contains(&true) && alone.contains(&false)
    });
}

#[test]
fn triggers_combine_as_the_triggers_alone_by_any_or_by_all() {
    for_all(2, |draw| {
        let triggers = groups(draw, 'T');
        let facts = &mut Facts::draw(draw);
        let alone: Vec<_> = triggers
            .iter()
            .map(|trigger| due(&lines("", std::slice::from_ref(trigger)), facts))
            .collect();
        assert_eq!(due(&lines("", &triggers), facts), alone.contains(&true));
        assert_eq!(
            due(&lines("A\n", &triggers), facts),
            alone.iter().all(|&holds| holds)
        );
        alone.contains(&true) && alone.contains(&false)
    });
}

#[test]
fn every_cap_counts_however_rules_combine() {
    for_all(3, |draw| {
        let rules = groups(draw, 'R');
        let caps = groups(draw, 'C');
        let facts = &mut Facts::draw(draw);
        let flags = if draw.coin() { "O\n" } else { "" };
        let both = may_show(&lines(flags, &[&rules[..], &caps[..]].concat()), facts);
        let rules = may_show(&lines(flags, &rules), facts);
        let caps = may_show(&lines("", &caps), facts);
        assert_eq!(both, rules && caps);
        rules != caps
    });
}

#[test]
fn a_negated_cap_is_the_contrary_of_a_cap() {
    for_all(4, |draw| {
        let cap = group(draw, 'C');
        let negated = Group {
            head: 'N',
            ..cap.clone()
        };
        let facts = &mut Facts::draw(draw);
        assert_ne!(
            may_show(&lines("", std::slice::from_ref(&cap)), facts),
            may_show(&lines("", &[negated]), facts)
        );
        !cap.conditions.is_empty()
    });
}

/// One of the conditions of one of the groups, if there is any.
fn condition<'a>(draw: &mut Draw, groups: &'a mut [Group]) -> Option<&'a mut Condition> {
    let index = draw.below(groups.len());
    let conditions = &mut groups[index].conditions;
    let index = draw.below(conditions.len().max(1));
    conditions.get_mut(index)
}

#[test]
fn one_more_entry_to_deny_never_makes_a_form_show() {
    for_all(5, |draw| {
        let mut rules = groups(draw, 'R');
        let facts = &mut Facts::draw(draw);
        let flags = if draw.coin() { "O\n" } else { "" };
        let before = may_show(&lines(flags, &rules), facts);
        let entry = draw.one_of(ENTRIES);
        let Some(condition) = condition(draw, &mut rules) else {
            return false;
        };
        condition.deny.push(entry);
        let after = may_show(&lines(flags, &rules), facts);
        assert!(before || !after);
        before && !after
    });
}

#[test]
fn one_more_entry_to_allow_never_hides_a_form_where_there_were_some() {
    for_all(6, |draw| {
        let mut rules = groups(draw, 'R');
        let facts = &mut Facts::draw(draw);
        let flags = if draw.coin() { "O\n" } else { "" };
        let before = may_show(&lines(flags, &rules), facts);
        let entry = draw.one_of(ENTRIES);
        let Some(condition) = condition(draw, &mut rules) else {
            return false;
        };
        if condition.allow.is_empty() {
            return false;
        }
        condition.allow.push(entry);
        let after = may_show(&lines(flags, &rules), facts);
        assert!(after || !before);
        after
    });
}

#[test]
fn the_order_of_entries_conditions_and_groups_does_not_matter() {
    for_all(7, |draw| {
        let mut rules = groups(draw, 'R');
        let facts = &mut Facts::draw(draw);
        let flags = if draw.coin() { "O\n" } else { "" };
        let before = lines(flags, &rules);
        let expect = may_show(&before, facts);
        for group in &mut rules {
            for condition in &mut group.conditions {
                shuffle(draw, &mut condition.allow);
                shuffle(draw, &mut condition.deny);
            }
            shuffle(draw, &mut group.conditions);
        }
        shuffle(draw, &mut rules);
        let after = lines(flags, &rules);
        assert_eq!(may_show(&after, facts), expect, "{before:?} and {after:?}");
        before != after && expect
    });
}

fn shuffle<T>(draw: &mut Draw, items: &mut [T]) {
    for index in (1..items.len()).rev() {
        items.swap(index, draw.below(index + 1));
    }
}

#[test]
fn a_fired_trigger_stays_fired() {
    for_all(8, |draw| {
        let lines = lines(if draw.coin() { "A\n" } else { "" }, &groups(draw, 'T'));
        let mut fired = 0;
        let mut was_due = false;
        for _ in 0..3 {
            let facts = &mut Facts::draw(draw);
            let verdict = judge(lines.as_bytes(), Scope::Triggers, fired, facts);
            let now = verdict.fired;
            assert_eq!(now & fired, fired);
            assert!(verdict.is_due || !was_due);
            fired = now;
            was_due = verdict.is_due;
        }
        was_due
    });
}
