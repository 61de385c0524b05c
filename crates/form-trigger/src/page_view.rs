//! One page view: which forms may still show, and which one is due.

use targeting::{
    Form, Page, Visit, fire, is_due,
    program::{self, MAX_FORMS},
    record, refusal, wants,
};

/// What happened to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The visitor closed it.
    Closed,
    /// The visitor submitted it.
    Submitted,
    /// It was displayed.
    Viewed,
}

/// The state of a page view; sets of forms are bits in the program's order.
#[derive(Debug)]
pub struct PageView {
    /// Forms whose rules let them show, and which wait for their triggers.
    armed: u32,
    /// Forms that were displayed, or given up.
    done: u32,
    /// The triggers of each form that have fired.
    fired: [u32; MAX_FORMS],
}

impl PageView {
    /// A page view that has just begun.
    pub const fn new() -> Self {
        PageView {
            armed: 0,
            done: 0,
            fired: [0; MAX_FORMS],
        }
    }

    /// Arms each form whose rules let it show now, and tells what its triggers wait for: form, fact, and the number
    /// from which it counts. Whether any form is armed then.
    pub fn arm(
        &mut self,
        program: &[u8],
        visit: Visit<'_>,
        page: &mut impl Page,
        mut want: impl FnMut(u32, &[u8], u32),
    ) -> bool {
        for (index, form) in forms(program) {
            let bit = 1 << index;
            if (self.armed | self.done) & bit == 0 && refusal(form, true, visit, page).is_none() {
                self.armed |= bit;
                wants(form, |fact, least| want(index, fact, least));
            }
        }
        self.armed != 0
    }

    /// Takes note of what holds at this moment: the armed forms whose triggers have fired.
    pub fn due(&mut self, program: &[u8], now: u32, page: &mut impl Page) -> u32 {
        let visit = Visit { record: &[], now };
        let mut due = 0;
        for ((index, form), fired) in forms(program).zip(&mut self.fired) {
            if self.armed & 1 << index != 0 {
                *fired = fire(form, *fired, visit, page);
                due |= u32::from(is_due(form, *fired)) << index;
            }
        }
        due
    }

    /// Chooses one of the forms that are due: the first that its rules still let show.
    /// The others, and those that are refused now, stay or wait for [`PageView::arm`].
    pub fn choose(
        &mut self,
        program: &[u8],
        due: u32,
        visit: Visit<'_>,
        page: &mut impl Page,
    ) -> Option<u32> {
        let due = forms(program).filter(|(index, _)| due & 1 << index != 0);
        for (index, form) in due {
            if refusal(form, true, visit, page).is_none() {
                return Some(index);
            }
            self.armed &= !(1 << index);
        }
        None
    }

    /// Takes note that a form does not show again in this page view.
    pub fn finish(&mut self, form: u32) {
        let bit = 1_u32.checked_shl(form).unwrap_or_default();
        self.armed &= !bit;
        self.done |= bit;
    }
}

impl Default for PageView {
    fn default() -> Self {
        Self::new()
    }
}

/// The form of an index.
pub fn form(program: &[u8], index: u32) -> Option<Form<'_>> {
    forms(program).nth(index as usize).map(|(_, form)| form)
}

fn forms(program: &[u8]) -> impl Iterator<Item = (u32, Form<'_>)> {
    let forms = program::forms(program).map(|section| Form {
        id: section.operand,
        lines: section.body,
    });
    (0..).zip(forms.take(MAX_FORMS))
}

/// The visitor record after something happened to a form; its length in `out`.
///
/// Displays are counted only for a form whose rules ask for them.
pub fn settle(form: Form<'_>, settlement: Settlement, visit: Visit<'_>, out: &mut [u8]) -> usize {
    let mut settled = record::find(visit.record, form.id);
    match settlement {
        Settlement::Closed => settled.closed_at = visit.now,
        Settlement::Submitted => settled.submitted_at = visit.now,
        Settlement::Viewed => settled.views += 1,
    }
    record::update(visit.record, form.id, settled, out)
}

/// Whether a form's displays are counted in the visitor record.
pub fn counts_views(form: Form<'_>) -> bool {
    program::groups(form.lines)
        .flat_map(|group| program::conditions(group.body))
        .any(|condition| condition.operand == [targeting::fact::VIEWS])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &[u8] =
        b"Fwelcome\nTdelay\n?t\n+#3,\nRurl\n?p\n-*/cart\nCclosed_recently\n?C\n-#,604799\n\
        Fproduct\nTscroll\n?f\n+#60,\nTexit_intent\n?X\nRurl\n?p\n+*/product\t\n\
        Fcartexit\nTexit_intent\n?X\nRdevice\n?d\n+*desktop\n";
    const NOW: u32 = 1_800_000_000;

    struct Facts(Vec<(&'static str, &'static str)>);

    impl Page for Facts {
        fn look(&mut self, fact: &[u8]) -> Option<&[u8]> {
            let found = self.0.iter().find(|(name, _)| name.as_bytes() == fact);
            found.map(|(_, text)| text.as_bytes())
        }

        fn judged(&mut self, _: u8, _: &[u8], _: bool) {}
    }

    fn visit(record: &[u8]) -> Visit<'_> {
        Visit { record, now: NOW }
    }

    /// A page view at a path, and what it waits for.
    fn started(path: &'static str, record: &[u8]) -> (PageView, Vec<(u32, String, u32)>) {
        let mut view = PageView::new();
        let mut wanted = Vec::new();
        let mut page = Facts(vec![("p", path), ("d", "desktop")]);
        view.arm(PROGRAM, visit(record), &mut page, |form, fact, least| {
            wanted.push((form, String::from_utf8_lossy(fact).into_owned(), least));
        });
        (view, wanted)
    }

    fn chosen(
        view: &mut PageView,
        record: &[u8],
        facts: &[(&'static str, &'static str)],
    ) -> Option<u32> {
        let mut page = Facts(facts.to_vec());
        let due = view.due(PROGRAM, NOW, &mut page);
        view.choose(PROGRAM, due, visit(record), &mut page)
    }

    #[test]
    fn waits_for_what_forms_need_that_may_show_and_nothing_else() {
        let (_, wanted) = started("/", b"");
        assert_eq!(wanted, [(0, "t".to_owned(), 3), (2, "X".to_owned(), 0)]);
        let (_, wanted) = started("/cart", b"");
        assert_eq!(wanted, [(2, "X".to_owned(), 0)]);
    }

    #[test]
    fn the_first_of_several_forms_that_are_due_is_chosen() {
        let (mut view, _) = started("/product/mug", b"");
        let page = [("p", "/product/mug"), ("d", "desktop"), ("f", "59")];
        assert_eq!(chosen(&mut view, b"", &page), None);
        let leaving = [("p", "/product/mug"), ("d", "desktop"), ("X", "")];
        assert_eq!(chosen(&mut view, b"", &leaving), Some(1));
        view.finish(1);
        // The others' triggers stay fired.
        assert_eq!(chosen(&mut view, b"", &page), Some(2));
        view.finish(2);
        assert_eq!(chosen(&mut view, b"", &page), None);
    }

    #[test]
    fn rules_are_judged_again_when_a_form_is_due() {
        let (mut view, _) = started("/", b"");
        let elapsed = [("p", "/"), ("t", "3")];
        let closed_elsewhere = b"Fwelcome\nc1799999999\n";
        assert_eq!(chosen(&mut view, closed_elsewhere, &elapsed), None);
        // Refused, it waits to be armed again; its trigger has fired already.
        assert_eq!(chosen(&mut view, b"", &elapsed), None);
        let mut page = Facts(elapsed.to_vec());
        assert!(view.arm(PROGRAM, visit(b""), &mut page, |_, _, _| ()));
        assert_eq!(chosen(&mut view, b"", &[("p", "/")]), Some(0));
    }

    #[test]
    fn a_closed_form_stays_away_until_its_cap_is_over() {
        let mut out = [0; record::MAX_BYTES];
        let welcome = form(PROGRAM, 0).unwrap();
        let len = settle(welcome, Settlement::Closed, visit(b""), &mut out);
        assert_eq!(&out[..len], b"Fwelcome\nc1800000000\n");
        let (mut view, wanted) = started("/", &out[..len]);
        assert_eq!(wanted, [(2, "X".to_owned(), 0)]);
        assert_eq!(chosen(&mut view, b"", &[("t", "9")]), None);
    }

    #[test]
    fn displays_are_counted() {
        let mut out = [0; record::MAX_BYTES];
        let capped = Form {
            id: b"capped",
            lines: b"Cviewed_too_often\n?D\n-#3,\n",
        };
        assert!(counts_views(capped) && !counts_views(form(PROGRAM, 0).unwrap()));
        let len = settle(
            capped,
            Settlement::Viewed,
            visit(b"Fcapped\nv1\n"),
            &mut out,
        );
        assert_eq!(&out[..len], b"Fcapped\nv2\n");
    }

    #[test]
    fn a_form_that_is_not_there_is_none() {
        assert!(form(PROGRAM, 3).is_none());
        PageView::new().finish(77);
    }
}
