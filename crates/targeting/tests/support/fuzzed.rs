//! What holds for any bytes: of the fuzz target, and of the replay of its corpus.

use targeting::{
    Form, Page, Visit, fire, is_due,
    program::{self, ALL_TRIGGERS, RULE, TRIGGER},
    record::{self, MAX_BYTES, Settled},
    refusal, wants,
};

/// A page on which every fact has one text, but for those whose name is longer: they are unknown.
struct Facts<'a> {
    text: &'a [u8],
    judged: u32,
}

impl Page for Facts<'_> {
    fn look(&mut self, fact: &[u8]) -> Option<&[u8]> {
        (fact.len() <= self.text.len() + 1).then_some(self.text)
    }

    fn judged(&mut self, _: u8, _: &[u8], _: bool) {
        self.judged += 1;
    }
}

/// Takes a program, a record and the text of all facts, with a zero byte between them, and judges every form.
pub(crate) fn holds_for(input: &[u8]) {
    let mut parts = input.splitn(3, |&byte| byte == 0);
    let program = parts.next().unwrap_or_default();
    let record = parts.next().unwrap_or_default();
    let text = parts.next().unwrap_or_default();
    let visit = Visit {
        record,
        now: program::number(text),
    };
    for section in program::forms(program).take(program::MAX_FORMS) {
        let form = Form {
            id: section.operand,
            lines: section.body,
        };
        let groups = program::groups(form.lines);
        let triggers = groups.clone().filter(|group| group.head == TRIGGER).count();
        if triggers > program::MAX_GROUPS {
            // Publishing refuses it: bits are handed out in order.
            continue;
        }
        judge(form, triggers, visit, text);
    }
    update(record, text);
}

fn judge(form: Form<'_>, triggers: usize, visit: Visit<'_>, text: &[u8]) {
    let facts = || Facts { text, judged: 0 };
    let mut page = facts();
    let fired = fire(form, 0, visit, &mut page);
    assert_eq!(page.judged as usize, triggers);
    assert_eq!(
        fire(form, fired, visit, &mut facts()),
        fired,
        "the same page fires more"
    );
    assert!(triggers > 0 || !is_due(form, fired));
    let has_all = fired.count_ones() as usize == triggers;
    let is_all = program::has_flag(form.lines, ALL_TRIGGERS);
    assert_eq!(is_due(form, fired), fired != 0 && (has_all || !is_all));
    wants(form, |_, _| {});

    let all = refusal(form, true, visit, &mut facts());
    let by_rules = refusal(form, false, visit, &mut facts());
    assert!(
        by_rules.is_none() || all.is_some(),
        "caps let a form show that rules refuse"
    );
    let is_code = |code| program::groups(form.lines).any(|group| group.operand == code);
    assert!(all.is_none_or(is_code) && by_rules.is_none_or(is_code));
    if !program::groups(form.lines).any(|group| group.head == RULE) {
        assert_eq!(by_rules, None);
    }
}

/// What is written is found again, and never takes more room than there is.
fn update(record: &[u8], form_id: &[u8]) {
    let settled = Settled {
        closed_at: 7,
        submitted_at: 4_294_967_295,
        views: 3,
    };
    let mut out = [0; MAX_BYTES];
    let is_id = (6..=22).contains(&form_id.len()) && form_id.iter().all(u8::is_ascii_alphanumeric);
    if !is_id {
        return;
    }
    let size_bytes = record::update(record, form_id, settled, &mut out);
    assert!(size_bytes <= MAX_BYTES);
    // Forms make room for a new one; a header does not.
    if record.len() < MAX_BYTES / 2 {
        assert_eq!(record::find(&out[..size_bytes], form_id), settled);
    }
    record::last_settled_at(record);
}
