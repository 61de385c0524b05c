//! Triggers: *when* a form shows. They combine by *any* unless the version says otherwise.
//!
//! One file per trigger; the code here only dispatches to them.

use serde::Serialize;

use crate::read::At;

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

pub use cart::{Cart, CartChange};
pub use click::Click;
pub use custom_event::{CustomEvent, Expected, PropertyFilter};
pub use delay::Delay;
pub use element_in_view::ElementInView;
pub use exit_intent::ExitIntent;
pub use form_submitted::FormSubmitted;
pub use immediate::Immediate;
pub use inactivity::Inactivity;
pub use manual::Manual;
pub use page_visits::PageVisits;
pub use scroll_percentage::ScrollPercentage;
pub use time_on_site::TimeOnSite;

/// One trigger of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each has the docs of its type")]
pub enum Trigger {
    Immediate(Immediate),
    Delay(Delay),
    ScrollPercentage(ScrollPercentage),
    ElementInView(ElementInView),
    ExitIntent(ExitIntent),
    PageVisits(PageVisits),
    TimeOnSite(TimeOnSite),
    Inactivity(Inactivity),
    Click(Click),
    CustomEvent(CustomEvent),
    Cart(Cart),
    FormSubmitted(FormSubmitted),
    Manual(Manual),
}

#[derive(Clone, Copy)]
enum Type {
    Immediate,
    Delay,
    ScrollPercentage,
    ElementInView,
    ExitIntent,
    PageVisits,
    TimeOnSite,
    Inactivity,
    Click,
    CustomEvent,
    Cart,
    FormSubmitted,
    Manual,
}

const TYPES: &[(&str, Type)] = &[
    ("immediate", Type::Immediate),
    ("delay", Type::Delay),
    ("scroll_percentage", Type::ScrollPercentage),
    ("element_in_view", Type::ElementInView),
    ("exit_intent", Type::ExitIntent),
    ("page_visits", Type::PageVisits),
    ("time_on_site", Type::TimeOnSite),
    ("inactivity", Type::Inactivity),
    ("click", Type::Click),
    ("custom_event", Type::CustomEvent),
    ("cart", Type::Cart),
    ("form_submitted", Type::FormSubmitted),
    ("manual", Type::Manual),
];

impl Trigger {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let o = &mut object;
        let trigger = match o.required("type")?.choice(TYPES)? {
            Type::Immediate => Some(Trigger::Immediate(Immediate {})),
            Type::Delay => Delay::read(o).map(Trigger::Delay),
            Type::ScrollPercentage => ScrollPercentage::read(o).map(Trigger::ScrollPercentage),
            Type::ElementInView => ElementInView::read(o).map(Trigger::ElementInView),
            Type::ExitIntent => ExitIntent::read(o).map(Trigger::ExitIntent),
            Type::PageVisits => PageVisits::read(o).map(Trigger::PageVisits),
            Type::TimeOnSite => TimeOnSite::read(o).map(Trigger::TimeOnSite),
            Type::Inactivity => Inactivity::read(o).map(Trigger::Inactivity),
            Type::Click => Click::read(o).map(Trigger::Click),
            Type::CustomEvent => CustomEvent::read(o).map(Trigger::CustomEvent),
            Type::Cart => Cart::read(o).map(Trigger::Cart),
            Type::FormSubmitted => FormSubmitted::read(o).map(Trigger::FormSubmitted),
            Type::Manual => Some(Trigger::Manual(Manual {})),
        };
        object.finish();
        trigger
    }
}

/// Reads a trigger in a test, and returns its problems, one line each.
#[cfg(test)]
fn read(trigger: &serde_json::Value) -> Result<Trigger, Vec<String>> {
    crate::read::read_alone(trigger, Trigger::read)
}
