//! Triggers: *when* a form shows. They combine by *any*: the first that fires shows the form.

use serde::Serialize;

use crate::read::At;

/// One trigger of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Trigger {
    /// A time since the page view began to be watched.
    Delay {
        /// Seconds, 0..=3600. Default 5. Source: Klaviyo Forms API, `DelayProperties.seconds`.
        delay_seconds: u32,
    },
    /// How far the visitor scrolled.
    ScrollPercentage {
        /// Percent of what can be scrolled, 1..=100. Default 30. Source: Klaviyo Forms API, `ScrollProperties.percentage`.
        scroll_percentage: u32,
    },
    /// The pointer leaves the page through its top edge.
    ExitIntent,
}

#[derive(Clone, Copy)]
enum Type {
    Delay,
    ScrollPercentage,
    ExitIntent,
}

impl Trigger {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let trigger = match object.required("type")?.choice(&[
            ("delay", Type::Delay),
            ("scroll_percentage", Type::ScrollPercentage),
            ("exit_intent", Type::ExitIntent),
        ])? {
            Type::Delay => Trigger::Delay {
                delay_seconds: match object.optional("delay_seconds") {
                    Some(at) => at.integer(0..=3_600)?,
                    None => 5,
                },
            },
            Type::ScrollPercentage => Trigger::ScrollPercentage {
                scroll_percentage: match object.optional("scroll_percentage") {
                    Some(at) => at.integer(1..=100)?,
                    None => 30,
                },
            },
            Type::ExitIntent => Trigger::ExitIntent,
        };
        object.finish();
        Some(trigger)
    }
}
