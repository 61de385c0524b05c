//! Evaluates one form's lines against a page view: visible, or the reason why not.

use crate::{device, frequency_cap, program, record, trigger, url};

/// What the rules look at; all of it is given, nothing is read from the machine.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// `location.href` without its fragment.
    pub url: &'a [u8],
    /// Bit of the visitor's [`Device`](crate::Device).
    pub device: u32,
    /// The visitor record as stored; empty for a visitor without one. See [`record`].
    pub record: &'a [u8],
    /// Unix time in seconds.
    pub now: u32,
}

/// Why a form may show or not; the code is what every tool prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Every rule matched.
    Qualified,
    /// The device is not among the allowed ones.
    Device,
    /// The URL is on the deny list, or the allow list has entries and none matches.
    Url,
    /// The visitor closed the form a short while ago.
    ClosedRecently,
    /// The visitor submitted the form before.
    SubmittedBefore,
    /// The program holds a line that this build does not know; the form stays away.
    UnknownRule,
}

impl Reason {
    /// The code, as in JSON, logs and documents.
    pub fn code(self) -> &'static str {
        match self {
            Reason::Qualified => "qualified",
            Reason::Device => "device",
            Reason::Url => "url",
            Reason::ClosedRecently => "closed_recently",
            Reason::SubmittedBefore => "submitted_before",
            Reason::UnknownRule => "unknown_rule",
        }
    }
}

/// Decides whether the form of these lines may show on this page view; triggers say when.
pub fn evaluate(form_id: &[u8], lines: &[u8], context: &Context<'_>) -> Reason {
    let settled = record::find(context.record, form_id);
    let mut url_allow_list = false;
    let mut url_allowed = false;
    let mut reason = Reason::Qualified;
    for (opcode, operand) in program::instructions(lines) {
        let failed = match opcode {
            program::DEVICE => (!device::matches(program::number(operand), context.device))
                .then_some(Reason::Device),
            program::URL_ALLOW => {
                url_allow_list = true;
                url_allowed |= url::matches(operand, context.url);
                None
            }
            program::URL_DENY => url::matches(operand, context.url).then_some(Reason::Url),
            program::CAP_AFTER_CLOSE => {
                frequency_cap::holds(program::number(operand), settled.closed_at, context.now)
                    .then_some(Reason::ClosedRecently)
            }
            program::CAP_AFTER_SUBMIT => {
                frequency_cap::holds(program::number(operand), settled.submitted_at, context.now)
                    .then_some(Reason::SubmittedBefore)
            }
            _ => (!trigger::is_trigger(opcode)).then_some(Reason::UnknownRule),
        };
        reason = failed.unwrap_or(reason);
    }
    if reason == Reason::Qualified && url_allow_list && !url_allowed {
        return Reason::Url;
    }
    reason
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Device;

    const NOW: u32 = 1_800_000_000;

    #[track_caller]
    fn check(lines: &str, record: &str, expect: Reason) {
        let context = Context {
            url: b"https://shop.example/products/mug",
            device: Device::Desktop as u32,
            record: record.as_bytes(),
            now: NOW,
        };
        assert_eq!(
            evaluate(b"welcome", lines.as_bytes(), &context),
            expect,
            "{lines:?}"
        );
    }

    #[test]
    fn a_form_without_rules_qualifies() {
        check("", "", Reason::Qualified);
        check("d5000\ns30\nx\n", "", Reason::Qualified);
    }

    #[test]
    fn allow_list_needs_one_match_of_several() {
        check("+c/cart\n+c/products\n", "", Reason::Qualified);
        check("+c/cart\n+c/checkout\n", "", Reason::Url);
    }

    #[test]
    fn deny_list_wins_over_allow_list() {
        check("+c/products\n-c/mug\n", "", Reason::Url);
        check("-c/mug\n+c/products\n", "", Reason::Url);
    }

    #[test]
    fn device_must_be_allowed() {
        check("v4\n", "", Reason::Qualified);
        check("v3\n", "", Reason::Device);
    }

    #[test]
    fn caps_look_at_this_forms_record_only() {
        check("k7\n", "Fwelcome\nc1799990000\n", Reason::ClosedRecently);
        check("k7\n", "Fsomeone\nc1799990000\n", Reason::Qualified);
        check("K99999\n", "Fwelcome\ns1\n", Reason::SubmittedBefore);
        check("k7\nK99999\n", "Fwelcome\nc1700000000\n", Reason::Qualified);
    }

    #[test]
    fn unknown_rule_never_matches() {
        check("z1\n", "", Reason::UnknownRule);
    }

    #[test]
    fn a_record_of_rubbish_changes_nothing() {
        check("k7\nK7\n", "\u{1F43F}\nc\n\ns-1\nF\n", Reason::Qualified);
    }
}
