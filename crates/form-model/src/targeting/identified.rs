//! `{"type": "identified", "channel", "is"}`: whether the visitor is known, by `identify` or by a submission.
//!
//! `channel`: `email` or `sms` = known with an address or a phone number; left out = known in any way.
//! `is`: true (default) or false.
//! Source: Klaviyo Forms API, `ProfileStatus`.

use serde::Serialize;

use crate::read::Object;

/// Whether the visitor is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Identified {
    /// The channel; `None` = any.
    pub channel: Option<Channel>,
    /// Whether the visitor must be known, or must not be. Default true.
    pub is: bool,
}

/// A channel to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Email.
    Email,
    /// Text message.
    Sms,
}

impl Channel {
    /// The channel's name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Sms => "sms",
        }
    }
}

impl Identified {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let channels = [("email", Channel::Email), ("sms", Channel::Sms)];
        let channel = match object.optional("channel") {
            Some(at) => at.choice(&channels).map(Some),
            None => Some(None),
        };
        let is = object.boolean_or("is", true);
        Some(Identified {
            channel: channel?,
            is: is?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn names_a_channel_or_none() {
        check(json!({"type": "identified"}), None);
        check(
            json!({"type": "identified", "channel": "sms", "is": false}),
            None,
        );
        check(
            json!({"type": "identified", "channel": "phone"}),
            Some("$.channel"),
        );
        check(json!({"type": "identified", "is": "no"}), Some("$.is"));
    }
}
