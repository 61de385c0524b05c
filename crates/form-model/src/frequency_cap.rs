//! Frequency cap: the pause after a close or a submit.

use serde::Serialize;

use crate::read::At;

/// How long a form stays away from a visitor who closed or submitted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FrequencyCap {
    /// Days after a close, 0..=3650; 0 = the next page view may show it again. Default 7.
    pub days_after_close: u32,
    /// Days after a submit, 0..=3650; `null` = never again. Default `null`.
    pub days_after_submit: Option<u32>,
}

impl Default for FrequencyCap {
    fn default() -> Self {
        FrequencyCap {
            days_after_close: 7,
            days_after_submit: None,
        }
    }
}

impl FrequencyCap {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let mut days = |key, default| match object.optional(key) {
            Some(at) => at.integer(0..=3_650).map(Some),
            None => Some(default),
        };
        let default = FrequencyCap::default();
        let after_close = days("days_after_close", Some(default.days_after_close));
        let after_submit = days("days_after_submit", default.days_after_submit);
        object.finish();
        Some(FrequencyCap {
            days_after_close: after_close??,
            days_after_submit: after_submit?,
        })
    }
}
