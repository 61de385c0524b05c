//! Block `rich_text`: formatted text, and the text that a visitor consents to.

use serde::Serialize;

use crate::{
    read::{At, Object},
    rich_content::RichContent,
};

/// Formatted text; turned into HTML at publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RichText {
    /// The text.
    #[serde(flatten)]
    pub content: RichContent,
    /// Set if submitting the form means agreeing to this text. Default none.
    pub consent: Option<Consent>,
}

/// A consent that submitting gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// By which channel the merchant may write.
    pub channel: Channel,
}

/// A channel of marketing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Email.
    Email,
    /// Text messages.
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

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[("email", Channel::Email), ("sms", Channel::Sms)])
    }
}

impl super::Kind for RichText {
    fn consent(&self) -> Option<(&RichText, Consent)> {
        self.consent.map(|consent| (self, consent))
    }
}

impl RichText {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let content = RichContent::read(object);
        let consent = match object.optional("consent") {
            Some(at) => read_consent(&at).map(Some),
            None => Some(None),
        };
        Some(RichText {
            content: content?,
            consent: consent?,
        })
    }
}

fn read_consent(at: &At<'_>) -> Option<Consent> {
    let mut object = at.object()?;
    let channel = object.required("channel").and_then(|at| Channel::read(&at));
    object.finish();
    Some(Consent { channel: channel? })
}
