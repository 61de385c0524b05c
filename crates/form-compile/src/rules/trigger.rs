//! Triggers as groups: one file each.

use form_model::trigger::Trigger;
use targeting::program::TRIGGER;

use super::writer::Writer;

mod cart;
mod click;
mod custom_event;
mod delay;
mod element_in_view;
mod exit_intent;
mod form_submitted;
mod immediate;
mod inactivity;
mod manual;
mod page_visits;
mod scroll_percentage;
mod time_on_site;

/// Compiles a trigger.
pub(super) fn compile(trigger: &Trigger, program: &mut Writer<'_>) {
    match trigger {
        Trigger::Immediate(trigger) => immediate::compile(*trigger, program),
        Trigger::Delay(trigger) => delay::compile(*trigger, program),
        Trigger::ScrollPercentage(trigger) => scroll_percentage::compile(*trigger, program),
        Trigger::ElementInView(trigger) => element_in_view::compile(trigger, program),
        Trigger::ExitIntent(trigger) => exit_intent::compile(*trigger, program),
        Trigger::PageVisits(trigger) => page_visits::compile(*trigger, program),
        Trigger::TimeOnSite(trigger) => time_on_site::compile(*trigger, program),
        Trigger::Inactivity(trigger) => inactivity::compile(*trigger, program),
        Trigger::Click(trigger) => click::compile(trigger, program),
        Trigger::CustomEvent(trigger) => custom_event::compile(trigger, program),
        Trigger::Cart(trigger) => cart::compile(trigger, program),
        Trigger::FormSubmitted(trigger) => form_submitted::compile(trigger, program),
        Trigger::Manual(trigger) => manual::compile(*trigger, program),
    }
}
