//! Triggers: *when* a form shows. One file each; this one tells them apart from rules.

pub mod delay;
pub mod exit_intent;
pub mod scroll_percentage;

use crate::program;

/// Whether an opcode is a trigger of this build.
pub(crate) fn is_trigger(opcode: u8) -> bool {
    matches!(
        opcode,
        program::DELAY | program::SCROLL_PERCENTAGE | program::EXIT_INTENT
    )
}

/// Something that happened on the page and may be what a trigger waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A delay ran out; its length in milliseconds.
    DelayElapsed(u32),
    /// The visitor scrolled to this percentage, 0..=100, of what can be scrolled.
    Scrolled(u32),
    /// The pointer left the page through its top edge.
    ExitIntent,
}

/// Whether any trigger among the form's lines waits for this event (triggers combine by *any*).
pub fn fires(lines: &[u8], event: Event) -> bool {
    program::instructions(lines).any(|(opcode, operand)| match event {
        Event::DelayElapsed(ms) => opcode == program::DELAY && delay::fires(operand, ms),
        Event::Scrolled(percentage) => {
            opcode == program::SCROLL_PERCENTAGE && scroll_percentage::fires(operand, percentage)
        }
        Event::ExitIntent => opcode == program::EXIT_INTENT,
    })
}
