//! Site settings: they apply to all forms of a site.

use serde::Serialize;
use serde_json::Value;

use crate::{
    isolation::Isolation,
    problem::Problem,
    read::{At, Problems, quoted},
};

/// The settings of a site, beside its origins and its engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteSettings {
    /// The tool whose public dialect the page also uses. Default `null`: none.
    pub compat: Option<Compat>,
    /// The source of the visitor's consent. Default `api`.
    pub consent_source: ConsentSource,
    /// What the browser may store before the visitor has consented. Default `functional`.
    pub storage_before_consent: StorageBeforeConsent,
    /// For how long no form of the site shows, unless it is asked for, after one was closed or submitted, 0..=86400.
    /// Default 60.
    pub pause_between_forms_seconds: u32,
    /// Domain of the cookie that keeps frequency caps for all of its subdomains, in lower case, with a leading dot if
    /// it was given. Default `null`: caps are kept for each origin, without a cookie.
    pub cookie_domain: Option<String>,
    /// Whether `dormouse` events on the page contain the visitor's answers. Default false.
    pub events_with_answers: bool,
    /// The `z-index` of flyouts, banners and teasers, 1..=2147483647. Default 9000: above what themes fix in place,
    /// below consent dialogs, chats and the menus of password managers.
    pub z_index: u32,
    /// What protects forms from the page's styles, unless the form says otherwise. Default `shadow`.
    pub isolation: Isolation,
}

/// A public dialect that the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Compat {
    /// Events and calls as Klaviyo's onsite script has them.
    Klaviyo,
}

/// The source of the visitor's consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentSource {
    /// The page, by calling `setConsent`.
    #[default]
    Api,
    /// Consent Mode, version 2. Source: <https://developers.google.com/tag-platform/security/concepts/consent-mode>.
    Google,
    /// A consent platform of the IAB's Transparency and Consent Framework, by its `__tcfapi`.
    Tcf,
    /// Shopify's Customer Privacy API. Source: <https://shopify.dev/docs/api/customer-privacy>.
    Shopify,
}

/// What the browser may store before the visitor has consented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StorageBeforeConsent {
    /// Times of closes and submits, and no id.
    #[default]
    Functional,
    /// Nothing: memory only.
    None,
}

/// The longest pause between two forms, in seconds: a day. Longer ones are for the frequency cap, which counts days.
const MAX_PAUSE_SECONDS: u32 = 86_400;

/// Bootstrap's fixed bars have 1030 and its dialogs 1055; consent dialogs begin at 9999 (`cookieconsent`).
pub(crate) const DEFAULT_Z_INDEX: u32 = 9_000;

/// The highest that CSS engines keep apart.
const MAX_Z_INDEX: u32 = 2_147_483_647;

impl Default for SiteSettings {
    fn default() -> Self {
        SiteSettings {
            compat: None,
            consent_source: ConsentSource::default(),
            storage_before_consent: StorageBeforeConsent::default(),
            pause_between_forms_seconds: 60,
            cookie_domain: None,
            events_with_answers: false,
            z_index: DEFAULT_Z_INDEX,
            isolation: Isolation::Shadow,
        }
    }
}

impl SiteSettings {
    /// Reads settings; a missing one gets its default.
    ///
    /// They may be mixed with `others`, members that other code reads; any further one is a problem.
    pub fn from_value(document: &Value, others: &[&'static str]) -> Result<Self, Vec<Problem>> {
        let problems = Problems::default();
        match Self::read(&At::root(document, &problems), others) {
            Some(settings) if problems.count() == 0 => Ok(settings),
            _ => Err(problems.into_vec()),
        }
    }

    fn read(at: &At<'_>, others: &[&'static str]) -> Option<Self> {
        let mut object = at.object()?;
        let default = SiteSettings::default();
        for other in others {
            object.optional(other);
        }
        let compat = match object.optional("compat") {
            Some(at) => at.choice(&[("klaviyo", Some(Compat::Klaviyo))]),
            None => Some(default.compat),
        };
        let consent_source = match object.optional("consent_source") {
            Some(at) => at.choice(&[
                ("api", ConsentSource::Api),
                ("google", ConsentSource::Google),
                ("tcf", ConsentSource::Tcf),
                ("shopify", ConsentSource::Shopify),
            ]),
            None => Some(default.consent_source),
        };
        let storage_before_consent = match object.optional("storage_before_consent") {
            Some(at) => at.choice(&[
                ("functional", StorageBeforeConsent::Functional),
                ("none", StorageBeforeConsent::None),
            ]),
            None => Some(default.storage_before_consent),
        };
        let pause_between_forms_seconds = match object.optional("pause_between_forms_seconds") {
            Some(at) => at.integer(0..=MAX_PAUSE_SECONDS),
            None => Some(default.pause_between_forms_seconds),
        };
        let cookie_domain = match object.optional("cookie_domain") {
            Some(at) => read_domain(&at).map(Some),
            None => Some(default.cookie_domain),
        };
        let events_with_answers = match object.optional("events_with_answers") {
            Some(at) => at.boolean(),
            None => Some(default.events_with_answers),
        };
        let z_index = match object.optional("z_index") {
            Some(at) => at.integer(1..=MAX_Z_INDEX),
            None => Some(default.z_index),
        };
        let isolation = match object.optional("isolation") {
            Some(at) => Isolation::read(&at),
            None => Some(default.isolation),
        };
        object.finish();
        Some(SiteSettings {
            compat: compat?,
            consent_source: consent_source?,
            storage_before_consent: storage_before_consent?,
            pause_between_forms_seconds: pause_between_forms_seconds?,
            cookie_domain: cookie_domain?,
            events_with_answers: events_with_answers?,
            z_index: z_index?,
            isolation: isolation?,
        })
    }
}

/// Reads a domain name as a cookie takes it: RFC 6265, 4.1.2.3.
fn read_domain(at: &At<'_>) -> Option<String> {
    let domain = at.string(1..=1_000)?;
    if !is_domain(domain.strip_prefix('.').unwrap_or(&domain)) {
        at.problem(format!(
            "is {}; a domain name of two labels or more, such as `.shop.example`, is allowed",
            quoted(&domain)
        ));
        return None;
    }
    Some(domain.to_ascii_lowercase())
}

/// Whether a text is a host name of two labels or more: RFC 1123, 2.1. Its last label is not a number, because it would
/// then be an IP address, which has no subdomains.
fn is_domain(text: &str) -> bool {
    /// RFC 1035, 2.3.4, without the length bytes of the first label and of the root.
    const MAX_LENGTH: usize = 253;
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() <= MAX_LENGTH
        && text.contains('.')
        && text.split('.').all(is_label)
        && !last.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(document: &Value, problems: &[&str]) {
        let found: Vec<_> = match SiteSettings::from_value(document, &["origins"]) {
            Ok(_) => Vec::new(),
            Err(found) => found
                .into_iter()
                .map(|problem| format!("{} {}", problem.path, problem.message))
                .collect(),
        };
        assert_eq!(found, problems);
    }

    #[test]
    fn a_missing_setting_gets_its_default() {
        let default = SiteSettings::default();
        let nulls = json!({"compat": null, "consent_source": null, "cookie_domain": null});
        for document in [json!({}), nulls] {
            let settings = SiteSettings::from_value(&document, &[]).unwrap();
            assert_eq!(settings, default);
        }
        let written = serde_json::to_value(&default).unwrap();
        assert_eq!(
            written,
            json!({
                "compat": null, "consent_source": "api", "storage_before_consent": "functional",
                "pause_between_forms_seconds": 60, "cookie_domain": null, "events_with_answers": false,
                "z_index": 9000, "isolation": "shadow",
            })
        );
    }

    #[test]
    fn written_settings_read_the_same() {
        for (compat, consent_source) in [
            (Some(Compat::Klaviyo), ConsentSource::Google),
            (None, ConsentSource::Tcf),
            (None, ConsentSource::Shopify),
        ] {
            let settings = SiteSettings {
                compat,
                consent_source,
                storage_before_consent: StorageBeforeConsent::None,
                pause_between_forms_seconds: 86_400,
                cookie_domain: Some(".shop.example".to_owned()),
                events_with_answers: true,
                z_index: 1,
                isolation: Isolation::Light,
            };
            let written = serde_json::to_value(&settings).unwrap();
            let read = SiteSettings::from_value(&written, &[]).unwrap();
            assert_eq!(read, settings);
        }
    }

    #[test]
    fn every_problem_has_its_path() {
        check(
            &json!({
                "origins": 7, "compat": "acme", "consent_source": "cmp", "storage_before_consent": false,
                "pause_between_forms_seconds": 86_401, "cookie_domain": "shop", "events_with_answers": 1, "name": "x",
            }),
            &[
                "$.compat is \"acme\"; `klaviyo` is allowed",
                "$.consent_source is \"cmp\"; `api`, `google`, `tcf` or `shopify` is allowed",
                "$.storage_before_consent must be a string, but is true or false",
                "$.pause_between_forms_seconds is 86401; a whole number from 0 to 86400 is allowed",
                "$.cookie_domain is \"shop\"; a domain name of two labels or more, such as `.shop.example`, is allowed",
                "$.events_with_answers must be true or false, but is a number",
                "$.name is not known here; `origins`, `compat`, `consent_source`, `storage_before_consent`, \
                 `pause_between_forms_seconds`, `cookie_domain`, `events_with_answers`, `z_index` or `isolation` is allowed",
            ],
        );
        check(&json!([]), &["$ must be an object, but is an array"]);
    }

    #[test]
    fn a_cookie_domain_is_a_domain_name() {
        let long_label = format!("{}.example", "a".repeat(64));
        let long_name = format!("{}example", "abcdefgh.".repeat(28));
        for (domain, accepted) in [
            (".shop.example", true),
            ("shop.example", true),
            ("a-b.xn--p1ai", true),
            (".1and1.de", true),
            ("localhost", false),
            (".example", false),
            ("..shop.example", false),
            ("shop..example", false),
            ("shop.example.", false),
            ("shop.example:8443", false),
            ("https://shop.example", false),
            ("shop.example/a", false),
            ("shop.example; Secure", false),
            ("-shop.example", false),
            ("shop-.example", false),
            ("sh\u{f6}p.example", false),
            ("sh_op.example", false),
            ("127.0.0.1", false),
            ("[::1]", false),
            (&long_label, false),
            (&long_name, false),
            (".", false),
            ("", false),
        ] {
            let settings = SiteSettings::from_value(&json!({"cookie_domain": domain}), &[]);
            assert_eq!(settings.is_ok(), accepted, "{domain:?}");
        }
        let document = json!({"cookie_domain": ".Shop.EXAMPLE"});
        let settings = SiteSettings::from_value(&document, &[]).unwrap();
        assert_eq!(settings.cookie_domain.as_deref(), Some(".shop.example"));
    }
}
