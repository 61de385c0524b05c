//! The kinds of fact that conditions look at: the first byte after `?`. The fact's name follows it.
//!
//! Each is looked up, in the page or in the context of `explain`, whenever a condition on it is evaluated.
//! Some are events: known only while they happen, and then empty.
//!
//! On the page, a part of the loader in `www/loader/src/parts/` supplies each kind; the loader itself supplies those
//! that come from the visitor record.

/// The page's address without its fragment.
pub const URL: u8 = b'u';
/// Its path.
pub const PATH: u8 = b'p';
/// Its query, without `?`.
pub const QUERY: u8 = b'q';
/// Its fragment, without `#`.
pub const HASH: u8 = b'h';
/// Address of the page that led to the first page of the session; empty if it is unknown.
pub const REFERRER: u8 = b'r';
/// Campaign parameter of the session's last page that had any; name: `utm_source`, …
pub const CAMPAIGN: u8 = b'm';
/// `phone`, `tablet` or `desktop`.
pub const DEVICE: u8 = b'd';
/// Width of the viewport in CSS px.
pub const VIEWPORT_WIDTH: u8 = b'w';
/// Height of the viewport in CSS px.
pub const VIEWPORT_HEIGHT: u8 = b'y';
/// Country and region, `US-CA`, or `US-` if the region is unknown; unknown until the service has answered.
pub const LOCATION: u8 = b'g';
/// The visitor's language, a BCP 47 tag in lower case.
pub const LANGUAGE: u8 = b'l';
/// Number of the visitor's visits (sessions), this one included.
pub const VISITS: u8 = b'n';
/// The visitor's draw, 0..=9999; name: a number that is added to it, modulo 10,000, so that forms draw apart.
pub const SAMPLE: u8 = b'a';
/// Whether the visitor is identified, `1` or `0`; name: channel, `email` or `sms`.
pub const IDENTIFIED: u8 = b'i';
/// Profile property, as `identify` gave it; name: the property.
pub const PROFILE_PROPERTY: u8 = b'e';
/// The profile's lists or segments, `,name,name,`; name: `lists` or `segments`.
pub const PROFILE_GROUPS: u8 = b'j';
/// Cookie; name: its name. Empty if it is not set.
pub const COOKIE: u8 = b'k';
/// Entry of the page's local storage; name: its key. Empty if it is not set.
pub const LOCAL_STORAGE: u8 = b's';
/// JavaScript variable; name: its path, `Shopify.theme.name`. Empty if it is not set.
pub const VARIABLE: u8 = b'v';
/// The cart as the page last reported it in this session; name: `value`, `count`, or `products`, which is `,id,id,`.
pub const CART: u8 = b'B';
/// `granted`, `denied` or `unknown`; name: purpose, `functional`, `analytics` or `marketing`.
pub const CONSENT: u8 = b'c';
/// Number of different pages of the session, query and fragment left aside.
pub const PAGE_VISITS: u8 = b'b';
/// Seconds on the page while it was visible.
pub const SECONDS_ON_PAGE: u8 = b't';
/// The same, of all pages of the session.
pub const SECONDS_ON_SITE: u8 = b'o';
/// Seconds since the visitor last moved, pressed or scrolled.
pub const SECONDS_INACTIVE: u8 = b'z';
/// The furthest scroll position, in percent of the scrollable distance.
pub const SCROLL_PERCENTAGE: u8 = b'f';
/// How often the form was displayed in this session; name: its `form_id`.
pub const SESSION_VIEWS: u8 = b'x';

/// Event: the visitor is about to leave.
pub const EXIT_INTENT: u8 = b'X';
/// Event: a press on an element; name: its selector.
pub const CLICK: u8 = b'K';
/// Event: an element came into view; name: its selector.
pub const ELEMENT_IN_VIEW: u8 = b'V';
/// Event of the page: a DOM event or `track`; name: the event's.
pub const EVENT: u8 = b'E';
/// Property of the event that is happening; name: the property.
pub const EVENT_PROPERTY: u8 = b'P';

/// Visitor record: seconds since a form was closed; empty = never. Name: another form's id, or empty for this one.
pub const SECONDS_SINCE_CLOSE: u8 = b'C';
/// Visitor record: seconds since a form was submitted; empty = never. Name: as above.
pub const SECONDS_SINCE_SUBMIT: u8 = b'S';
/// Visitor record: how often the form was displayed to this visitor.
pub const VIEWS: u8 = b'D';
/// Visitor record: seconds since any form was closed or submitted; empty = never.
pub const SECONDS_SINCE_ANY_FORM: u8 = b'G';
/// Clock: the moment, in unix seconds.
pub const NOW: u8 = b'T';
