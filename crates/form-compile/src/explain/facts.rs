//! The facts that a page would look up, out of a context.

use std::{borrow::Cow, fmt::Write as _};

use targeting::{Page, fact, program};
use url::Url;

use super::context::{Consent, Context, Device, Event, Moment, Scalar, Stored, Texts, Utm, Whole};

/// The longest text of a fact that the page hands over, in bytes: `form-trigger`, boundary.rs.
const FACT_BYTES: usize = 8_192;

/// The most characters of a campaign parameter that the page keeps: `www/loader/src/parts/campaign.js`.
const CAMPAIGN_CHARACTERS: usize = 100;

/// A page with the facts of a context.
pub(super) struct Facts<'a> {
    context: &'a Context<'a>,
    /// The form to decide on.
    form_id: &'a str,
    /// The time, in Unix seconds.
    now: u32,
    /// Whether no pause counts, because the visitor asked for the form.
    ignores_pauses: bool,
    /// The current event.
    event: Option<&'a Event<'a>>,
    /// The position of the fact that was looked up last.
    found: Option<Source<'a>>,
    /// A buffer for facts that the context does not contain as text.
    scratch: String,
    /// Which rules and caps held, as bits in their order.
    matched: u32,
    judged: u32,
}

/// The position of a fact's text.
#[derive(Clone, Copy)]
enum Source<'a> {
    Borrowed(&'a str),
    Scratch,
}

impl<'a> Facts<'a> {
    pub(super) fn new(context: &'a Context<'a>, form_id: &'a str, now: u32) -> Self {
        Facts {
            context,
            form_id,
            now,
            ignores_pauses: false,
            event: None,
            found: None,
            scratch: String::new(),
            matched: 0,
            judged: 0,
        }
    }

    /// Whether the rule or cap at an index was found to hold.
    pub(super) fn was_matched(&self, place: usize) -> bool {
        self.matched & (1 << place) != 0
    }

    /// Starts an event.
    pub(super) fn begin(&mut self, event: &'a Event<'a>) {
        self.event = Some(event);
    }

    /// Ends the event.
    pub(super) fn end(&mut self) {
        self.event = None;
    }

    /// The visitor asked for the form: to its rules, it was never closed.
    pub(super) fn ignore_pauses(&mut self) {
        self.ignores_pauses = true;
    }

    fn find(&mut self, kind: u8, name: &[u8]) -> Option<Source<'a>> {
        let context = self.context;
        let url = || context.url.as_ref()?.0.as_ref();
        Some(Source::Borrowed(match kind {
            fact::URL => &url()?[..url::Position::AfterQuery],
            fact::PATH => url()?.path(),
            fact::QUERY => url()?.query().unwrap_or_default(),
            fact::HASH => url()?.fragment().unwrap_or_default(),
            fact::REFERRER => referrer(context),
            fact::CAMPAIGN => return self.campaign(name),
            fact::DEVICE => match context.device {
                Device::Phone => "phone",
                Device::Tablet => "tablet",
                Device::Desktop => "desktop",
            },
            fact::VIEWPORT_WIDTH => return Some(self.number(context.viewport.width?.0)),
            fact::VIEWPORT_HEIGHT => return Some(self.number(context.viewport.height?.0)),
            fact::LOCATION => return self.location(),
            fact::LANGUAGE => return self.language(),
            fact::VISITS => return Some(self.number(context.visits.unwrap_or(Whole(1)).0)),
            fact::SAMPLE => {
                let offset = targeting::program::number(name) % 10_000;
                return Some(self.number((context.traffic_sample?.0 + offset) % 10_000));
            }
            fact::IDENTIFIED => identified(context, name),
            fact::PROFILE_PROPERTY => profile_property(context, name),
            fact::PROFILE_GROUPS => return Some(self.profile_groups(name)),
            fact::COOKIE => scalar(context.cookies.get(name)),
            fact::LOCAL_STORAGE => scalar(context.local_storage.get(name)),
            fact::VARIABLE => match context.javascript_variables.get(name) {
                Some(Scalar::Object) => "object",
                variable => scalar(variable),
            },
            fact::CART if name == b"value" => return Some(self.number(context.cart.value?.0)),
            fact::CART if name == b"count" => return Some(self.number(context.cart.count?.0)),
            fact::CART => return Some(self.names(context.cart.product_ids.as_ref()?, ",,")),
            fact::CONSENT => consent(context, name),
            fact::PAGE_VISITS => {
                return Some(self.number(context.page_views.unwrap_or(Whole(1)).0));
            }
            fact::SECONDS_ON_PAGE => return Some(self.number(context.seconds_on_page.0)),
            fact::SECONDS_ON_SITE => return Some(self.number(context.seconds_on_site.0)),
            fact::SECONDS_INACTIVE => return Some(self.number(context.seconds_inactive.0)),
            fact::SCROLL_PERCENTAGE => return Some(self.number(context.scroll_percentage.0)),
            fact::SESSION_VIEWS => {
                let views = self.stored(name).map_or(0, |stored| stored.session_views.0);
                return Some(self.number(views));
            }
            fact::VIEWS => {
                let views = self.stored(name).map_or(0, |stored| stored.views.0);
                return Some(self.number(views));
            }
            fact::SECONDS_SINCE_CLOSE | fact::SECONDS_SINCE_ANY_FORM if self.ignores_pauses => "",
            fact::SECONDS_SINCE_CLOSE => {
                let closed_at = self.stored(name).and_then(|stored| stored.closed_at);
                return Some(self.since(closed_at));
            }
            fact::SECONDS_SINCE_SUBMIT => {
                let submitted_at = self.stored(name).and_then(|stored| stored.submitted_at);
                return Some(self.since(submitted_at));
            }
            fact::SECONDS_SINCE_ANY_FORM => {
                let all = context.stored.0.iter().map(|(_, stored)| stored);
                let last = all
                    .flat_map(|stored| [stored.closed_at, stored.submitted_at])
                    .flatten()
                    .max_by_key(|moment| moment.0);
                return Some(self.since(last));
            }
            fact::NOW => return Some(self.number(self.now)),
            _ => happening(self.event?, kind, name)?,
        }))
    }

    /// The visitor's record of a form: the named one, or the current one.
    fn stored(&self, name: &[u8]) -> Option<&'a Stored> {
        let form_id = if name.is_empty() {
            self.form_id.as_bytes()
        } else {
            name
        };
        self.context.stored.get(form_id)
    }

    /// Seconds since a moment, or nothing; a moment in the future (the clock went back) is now.
    fn since(&mut self, moment: Option<Moment>) -> Source<'a> {
        match moment {
            Some(Moment(moment)) if moment != 0 => self.number(self.now.saturating_sub(moment)),
            _ => Source::Borrowed(""),
        }
    }

    fn number(&mut self, number: u32) -> Source<'a> {
        self.scratch.clear();
        let _ = write!(self.scratch, "{number}");
        Source::Scratch
    }

    /// `utm_source` and so on: from the context, otherwise from the address, which `URLSearchParams.get` parses.
    fn campaign(&mut self, name: &[u8]) -> Option<Source<'a>> {
        let context = self.context;
        if let Some(utm) = &context.utm {
            return Some(Source::Borrowed(campaign(utm, name)));
        }
        let url = context.url.as_ref().and_then(|url| url.0.as_ref());
        let mut parameters = url.map(Url::query_pairs).into_iter().flatten();
        let value = parameters.find(|(key, _)| key.as_bytes() == name);
        Some(match value.map(|(_, value)| value) {
            None => Source::Borrowed(""),
            Some(Cow::Borrowed(value)) => Source::Borrowed(shortened(value)),
            Some(Cow::Owned(value)) => {
                let kept = shortened(&value).len();
                self.scratch = value;
                self.scratch.truncate(kept);
                Source::Scratch
            }
        })
    }

    fn location(&mut self) -> Option<Source<'a>> {
        let country = &*self.context.country.as_ref()?.0;
        if country.is_empty() {
            return None;
        }
        let region = self.context.region.as_ref().map_or("", |region| &region.0);
        let region = region
            .strip_prefix(country)
            .and_then(|region| region.strip_prefix('-'))
            .unwrap_or(region);
        self.scratch.clear();
        let _ = write!(self.scratch, "{country}-{region}");
        Some(Source::Scratch)
    }

    fn language(&mut self) -> Option<Source<'a>> {
        let language = &*self.context.language.as_ref()?.0;
        if !language.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Some(Source::Borrowed(language));
        }
        self.scratch.clear();
        self.scratch.push_str(language);
        self.scratch.make_ascii_lowercase();
        Some(Source::Scratch)
    }

    /// `,name,name,`, or nothing.
    fn profile_groups(&mut self, name: &[u8]) -> Source<'a> {
        let profile = &self.context.profile;
        let names = if name == b"lists" {
            &profile.lists
        } else {
            &profile.segments
        };
        self.names(names, "")
    }

    /// Names as `,name,name,`.
    fn names(&mut self, Texts(names): &Texts<'_>, none: &str) -> Source<'a> {
        self.scratch.clear();
        if names.is_empty() {
            self.scratch.push_str(none);
        }
        for name in names {
            if self.scratch.is_empty() {
                self.scratch.push(',');
            }
            self.scratch.push_str(&name.0);
            self.scratch.push(',');
        }
        Source::Scratch
    }
}

impl Page for Facts<'_> {
    fn look(&mut self, fact: &[u8]) -> bool {
        let fact = fact.split_first();
        self.found = fact.and_then(|(&kind, name)| self.find(kind, name));
        self.found.is_some() && self.text().len() <= FACT_BYTES
    }

    fn text(&self) -> &[u8] {
        match self.found {
            Some(Source::Borrowed(text)) => text.as_bytes(),
            Some(Source::Scratch) => self.scratch.as_bytes(),
            None => &[],
        }
    }

    fn judged(&mut self, kind: u8, _: &[u8], holds: bool) {
        if kind != program::TRIGGER {
            self.matched |= u32::from(holds) << self.judged;
            self.judged += 1;
        }
    }
}

/// The part of a campaign parameter that the page keeps, counted in UTF-16.
fn shortened(value: &str) -> &str {
    let mut units = 0;
    let end = value.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > CAMPAIGN_CHARACTERS
    });
    end.map_or(value, |(end, _)| &value[..end])
}

/// A browser sends the referrer without its fragment.
fn referrer<'a>(context: &'a Context<'a>) -> &'a str {
    let url = context.referrer.as_ref().and_then(|url| url.0.as_ref());
    url.map_or("", |url| &url[..url::Position::AfterQuery])
}

fn campaign<'a>(utm: &'a Utm<'a>, name: &[u8]) -> &'a str {
    match name {
        b"utm_source" => &utm.source.0,
        b"utm_medium" => &utm.medium.0,
        b"utm_campaign" => &utm.campaign.0,
        b"utm_term" => &utm.term.0,
        b"utm_content" => &utm.content.0,
        _ => "",
    }
}

fn identified(context: &Context<'_>, channel: &[u8]) -> &'static str {
    let profile = &context.profile;
    let (email, sms) = (
        !profile.email.0.is_empty(),
        !profile.phone_number.0.is_empty(),
    );
    let is_identified = match channel {
        b"email" => email,
        b"sms" => sms,
        _ => email || sms,
    };
    if is_identified { "1" } else { "0" }
}

fn profile_property<'a>(context: &'a Context<'a>, name: &[u8]) -> &'a str {
    let profile = &context.profile;
    match (profile.properties.get(name), name) {
        (None, b"email") => &profile.email.0,
        (None, b"phone_number") => &profile.phone_number.0,
        (property, _) => scalar(property),
    }
}

fn consent(context: &Context<'_>, purpose: &[u8]) -> &'static str {
    let state = match purpose {
        b"functional" => context.consent.functional,
        b"analytics" => context.consent.analytics,
        _ => context.consent.marketing,
    };
    match state {
        Consent::Granted => "granted",
        Consent::Denied => "denied",
        Consent::Unknown => "unknown",
    }
}

/// A missing value is an empty text.
fn scalar<'a>(value: Option<&'a Scalar<'a>>) -> &'a str {
    value.and_then(Scalar::text).unwrap_or_default()
}

/// An event has an empty text while it happens, and is unknown otherwise; so is a property that it does not have.
fn happening<'a>(event: &'a Event<'a>, kind: u8, name: &[u8]) -> Option<&'a str> {
    let on_element = |event_name: &str| {
        let selector = event
            .selector
            .as_ref()
            .map(|selector| selector.0.as_bytes());
        event.name.0 == event_name && selector == Some(name)
    };
    let happens = match kind {
        fact::EXIT_INTENT => event.name.0 == "exit_intent",
        fact::CLICK => on_element("click"),
        fact::ELEMENT_IN_VIEW => on_element("element_in_view"),
        fact::EVENT => event.name.0.as_bytes() == name,
        fact::EVENT_PROPERTY => return event.properties.get(name)?.text(),
        _ => false,
    };
    happens.then_some("")
}
