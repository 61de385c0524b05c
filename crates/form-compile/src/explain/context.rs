//! What a page would know when it decides, as JSON; every member may be left out.
//!
//! | member | value | left out |
//! | --- | --- | --- |
//! | `url` | the page's address | unknown |
//! | `referrer` | address that led to the first page of the session | none |
//! | `device` | `phone`, `tablet`, `desktop` | `desktop` |
//! | `viewport` | `{width, height}` in CSS px | unknown |
//! | `language` | BCP 47 tag | unknown |
//! | `country`, `region` | ISO 3166-1 `US`, ISO 3166-2 `CA` or `US-CA` | unknown |
//! | `utm` | `{source, medium, campaign, term, content}` | those of `url` |
//! | `visits`, `page_views` | visits (sessions), different pages of the session, including the current ones | 1 |
//! | `seconds_on_page`, `seconds_on_site`, `seconds_inactive`, `scroll_percentage` | numbers | 0 |
//! | `now` | Unix seconds, or an RFC 3339 time | the caller's clock |
//! | `stored` | `{form_id: {closed_at, submitted_at, views, session_views}}`; times like `now` | nothing has happened yet |
//! | `consent` | `{functional, analytics, marketing}`: `granted`, `denied`, `unknown` | `unknown` |
//! | `profile` | `{email, phone_number, properties, lists, segments}` | not identified |
//! | `cookies`, `local_storage`, `javascript_variables` | `{name: value}` | not set |
//! | `cart` | `{value, count, product_ids}`, as the page last reported it | unknown |
//! | `traffic_sample` | the visitor's random number, 0..=9999 | unknown |
//! | `events` | `[{name, selector, properties}]` in their order: `exit_intent`; `click` and `element_in_view` with the trigger's `selector`; `cart`, `form_submitted` and the page's events with `properties` | none |
//!
//! An unknown fact meets no condition, as in the page. An unknown member is an error; a `null` one counts as left out.
//! Numbers may have a fraction, which is cut off. Values of cookies, variables and properties are compared as
//! JavaScript writes strings, numbers and booleans; `null` counts as missing, and anything else as an empty text.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

mod entries;
mod number;
mod text;

pub use entries::Entries;
pub use number::{Draw, Moment, Whole};
pub use text::{Scalar, Text, Texts};

use crate::rules::percent;

/// What a page would know.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the table of the module has them")]
pub struct Context<'a> {
    pub url: Option<Address>,
    pub referrer: Option<Address>,
    #[serde(deserialize_with = "or_default")]
    pub device: Device,
    #[serde(deserialize_with = "or_default")]
    pub viewport: Viewport,
    #[serde(borrow)]
    pub language: Option<Text<'a>>,
    #[serde(borrow)]
    pub country: Option<Text<'a>>,
    #[serde(borrow)]
    pub region: Option<Text<'a>>,
    #[serde(borrow)]
    pub utm: Option<Utm<'a>>,
    pub visits: Option<Whole>,
    pub page_views: Option<Whole>,
    #[serde(deserialize_with = "or_default")]
    pub seconds_on_page: Whole,
    #[serde(deserialize_with = "or_default")]
    pub seconds_on_site: Whole,
    #[serde(deserialize_with = "or_default")]
    pub seconds_inactive: Whole,
    #[serde(deserialize_with = "or_default")]
    pub scroll_percentage: Whole,
    pub now: Option<Moment>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub stored: Entries<'a, Stored>,
    #[serde(deserialize_with = "or_default")]
    pub consent: Consents,
    #[serde(borrow, deserialize_with = "or_default")]
    pub profile: Profile<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub cookies: Entries<'a, Scalar<'a>>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub local_storage: Entries<'a, Scalar<'a>>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub javascript_variables: Entries<'a, Scalar<'a>>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub cart: CartTold<'a>,
    pub traffic_sample: Option<Draw>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub events: Events<'a>,
}

/// An address, parsed as browsers do; an empty one counts as missing.
#[derive(Clone, Debug, Default)]
pub struct Address(pub(super) Option<url::Url>);

/// The class of the device.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Device {
    Phone,
    Tablet,
    #[default]
    Desktop,
}

/// Size of the viewport, in CSS px.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Viewport {
    pub width: Option<Whole>,
    pub height: Option<Whole>,
}

/// Campaign parameters.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Utm<'a> {
    #[serde(borrow, deserialize_with = "or_default")]
    pub source: Text<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub medium: Text<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub campaign: Text<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub term: Text<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub content: Text<'a>,
}

/// The cart that the page reported.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct CartTold<'a> {
    pub value: Option<Whole>,
    pub count: Option<Whole>,
    #[serde(borrow)]
    pub product_ids: Option<Texts<'a>>,
}

/// What the visitor did to one form.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stored {
    /// The time of the last close.
    pub closed_at: Option<Moment>,
    /// The time of the last submit.
    pub submitted_at: Option<Moment>,
    /// The number of views by the visitor.
    #[serde(deserialize_with = "or_default")]
    pub views: Whole,
    /// The number of views in this session.
    #[serde(deserialize_with = "or_default")]
    pub session_views: Whole,
}

/// States of consent.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Consents {
    #[serde(deserialize_with = "or_default")]
    pub functional: Consent,
    #[serde(deserialize_with = "or_default")]
    pub analytics: Consent,
    #[serde(deserialize_with = "or_default")]
    pub marketing: Consent,
}

/// State of a consent.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Consent {
    Granted,
    Denied,
    #[default]
    Unknown,
}

/// The visitor's profile, from `identify`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Profile<'a> {
    #[serde(borrow, deserialize_with = "or_default")]
    pub email: Text<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub phone_number: Text<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub properties: Entries<'a, Scalar<'a>>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub lists: Texts<'a>,
    #[serde(borrow, deserialize_with = "or_default")]
    pub segments: Texts<'a>,
}

/// The events on the page, in their order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Events<'a>(#[serde(borrow)] pub(super) Vec<Event<'a>>);

/// An event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event<'a> {
    /// The name of the event.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// The selector of the element, equal to that of the trigger that waits for it.
    #[serde(borrow, default)]
    pub selector: Option<Text<'a>>,
    /// The properties of the event.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub properties: Entries<'a, Scalar<'a>>,
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(AddressVisitor)
    }
}

/// An error must be reported while the string is read: later, `serde_json` no longer knows its position.
struct AddressVisitor;

impl Visitor<'_> for AddressVisitor {
    type Value = Address;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an address")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Address, E> {
        if text.is_empty() {
            return Ok(Address(None));
        }
        // As the page compares it: parsed first, because only then everything is encoded that a browser encodes.
        match url::Url::parse(text).and_then(|url| url::Url::parse(&percent::upper(url.as_str()))) {
            Ok(url) => Ok(Address(Some(url))),
            Err(error) => Err(E::custom(format!("{text:?} is not an address: {error}"))),
        }
    }
}

/// A value, or its default for `null`.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
