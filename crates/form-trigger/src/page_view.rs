//! One page view: which forms may still show, and which one an event brings up.

use targeting::{
    Context, Reason, evaluate,
    program::{self, MAX_FORMS},
    record::{self, Settled},
    trigger::{self, Event},
};

/// The forms that wait for a trigger, one bit a form, in the program's order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Armed(pub u32);

/// What the page has to wait for, so that triggers can fire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Until a form's delay runs out.
    Delay {
        /// Index of the form.
        form: u32,
        /// The delay in milliseconds.
        delay_ms: u32,
    },
    /// For scrolling.
    Scroll,
    /// For the pointer to leave through the top.
    ExitIntent,
}

/// Evaluates every form of the program and asks for what the qualified ones wait for; each listener once.
pub fn start(program: &[u8], context: &Context<'_>, mut wait: impl FnMut(Wait)) -> Armed {
    let mut armed = 0;
    let mut scroll = false;
    let mut exit_intent = false;
    for (form, (form_id, lines)) in (0..).zip(program::forms(program).take(MAX_FORMS)) {
        if evaluate(form_id, lines, context) != Reason::Qualified {
            continue;
        }
        armed |= 1 << form;
        for (opcode, operand) in program::instructions(lines) {
            match opcode {
                program::DELAY => wait(Wait::Delay {
                    form,
                    delay_ms: program::number(operand),
                }),
                program::SCROLL_PERCENTAGE => scroll = true,
                program::EXIT_INTENT => exit_intent = true,
                _ => {}
            }
        }
    }
    if scroll {
        wait(Wait::Scroll);
    }
    if exit_intent {
        wait(Wait::ExitIntent);
    }
    Armed(armed)
}

/// The form that an event brings up, if any: the first one that waits for it. A delay is one form's own.
///
/// One form shows in a page view at most; the caller disarms all of them then.
pub fn form_for(program: &[u8], armed: Armed, event: Event, delayed: Option<u32>) -> Option<u32> {
    (0..)
        .zip(program::forms(program).take(MAX_FORMS))
        .find(|&(form, (_, lines))| {
            armed.0 & 1 << form != 0
                && delayed.is_none_or(|delayed| delayed == form)
                && trigger::fires(lines, event)
        })
        .map(|(form, _)| form)
}

/// The visitor record after a form was closed or submitted; its length in `out`.
pub fn settle(
    program: &[u8],
    record: &[u8],
    form: u32,
    submitted: bool,
    now: u32,
    out: &mut [u8; record::MAX_BYTES],
) -> usize {
    let Some((form_id, _)) = program::forms(program).nth(form as usize) else {
        return 0;
    };
    let before = record::find(record, form_id);
    let after = if submitted {
        Settled {
            submitted_at: now,
            ..before
        }
    } else {
        Settled {
            closed_at: now,
            ..before
        }
    };
    record::update(record, form_id, after, out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use targeting::Device;

    const PROGRAM: &[u8] =
        b"Fwelcome\nd3000\n-c/cart\nk7\nFproduct\ns60\nx\n+c/product\nFcartexit\nx\nv4\n";
    const NOW: u32 = 1_800_000_000;

    fn started(url: &str, record: &str) -> (Armed, Vec<Wait>) {
        let context = Context {
            url: url.as_bytes(),
            device: Device::Desktop as u32,
            record: record.as_bytes(),
            now: NOW,
        };
        let mut waits = Vec::new();
        let armed = start(PROGRAM, &context, |wait| waits.push(wait));
        (armed, waits)
    }

    #[test]
    fn waits_for_what_qualified_forms_need_and_nothing_else() {
        let (armed, waits) = started("https://s.example/", "");
        assert_eq!(armed, Armed(0b101));
        let delay = Wait::Delay {
            form: 0,
            delay_ms: 3000,
        };
        assert_eq!(waits, [delay, Wait::ExitIntent]);
        let (armed, waits) = started("https://s.example/cart", "Fcartexit\n");
        assert_eq!(armed, Armed(0b100));
        assert_eq!(waits, [Wait::ExitIntent]);
    }

    #[test]
    fn nothing_qualifies_means_nothing_to_wait_for() {
        let context = Context {
            url: b"https://s.example/cart",
            device: Device::Phone as u32,
            record: b"",
            now: NOW,
        };
        let armed = start(PROGRAM, &context, |wait| panic!("waits for {wait:?}"));
        assert_eq!(armed, Armed(0));
    }

    #[test]
    fn an_event_brings_up_the_first_form_that_waits_for_it() {
        let (armed, _) = started("https://s.example/product/mug", "");
        assert_eq!(form_for(PROGRAM, armed, Event::Scrolled(59), None), None);
        assert_eq!(form_for(PROGRAM, armed, Event::Scrolled(60), None), Some(1));
        assert_eq!(form_for(PROGRAM, armed, Event::ExitIntent, None), Some(1));
        let delay = Event::DelayElapsed(3000);
        assert_eq!(form_for(PROGRAM, armed, delay, Some(0)), Some(0));
        assert_eq!(form_for(PROGRAM, armed, delay, Some(1)), None);
        assert_eq!(form_for(PROGRAM, Armed(0), delay, Some(0)), None);
    }

    #[test]
    fn a_closed_form_stays_away_until_its_cap_is_over() {
        let mut out = [0; record::MAX_BYTES];
        let len = settle(PROGRAM, b"", 0, false, NOW - 60, &mut out);
        let record = std::str::from_utf8(&out[..len]).unwrap();
        let (armed, _) = started("https://s.example/", record);
        assert_eq!(armed, Armed(0b100));
    }

    #[test]
    fn settling_a_form_that_is_not_there_writes_nothing() {
        let mut out = [0; record::MAX_BYTES];
        assert_eq!(settle(PROGRAM, b"", 9, false, NOW, &mut out), 0);
    }
}
