//! Which parts of the loader a site uses: `www/loader/src/parts`, one file a part.

use std::collections::{BTreeMap, BTreeSet};

use form_model::{
    manifest::{Manifest, ManifestEntry, PageSettings},
    site_settings::{Compat, ConsentSource, StorageBeforeConsent},
};
use targeting::{fact, program};

/// The parts as the build makes them: name of the file, and its function `(core) => void` as an expression.
pub type Parts = BTreeMap<String, String>;

/// When a site uses a part.
enum Use {
    /// A live form has a condition on a fact of one of these kinds.
    Facts(&'static [u8]),
    /// A live form has a condition on the cart or on a change of it.
    Cart,
    /// A live form waits for an event of the page.
    PageEvents,
    /// The site's settings need it.
    Setting(fn(&PageSettings) -> bool),
    /// A live form is such that it needs it.
    Form(fn(&ManifestEntry) -> bool),
}

/// Events that our own code sends, for which we need not listen to the page.
const OUR_EVENTS: [&[u8]; 1] = [b"form_submitted"];

/// Shopify's themes report their cart with these events.
const CART: &[u8] = b"Ecart";

const PARTS: [(&str, Use); 35] = [
    // Before all others: where the records are stored, and whether they may be.
    (
        "shared-record",
        Use::Setting(|settings| settings.cookie_domain.is_some()),
    ),
    (
        "consent",
        Use::Setting(|settings| {
            settings.consent_source != ConsentSource::Api
                || settings.storage_before_consent != StorageBeforeConsent::Functional
        }),
    ),
    (
        "consent-google",
        Use::Setting(|settings| settings.consent_source == ConsentSource::Google),
    ),
    (
        "consent-tcf",
        Use::Setting(|settings| settings.consent_source == ConsentSource::Tcf),
    ),
    (
        "consent-shopify",
        Use::Setting(|settings| settings.consent_source == ConsentSource::Shopify),
    ),
    (
        "klaviyo",
        Use::Setting(|settings| settings.compat == Some(Compat::Klaviyo)),
    ),
    // In an order in which they compress well together.
    (
        "profile",
        Use::Facts(&[fact::PROFILE_PROPERTY, fact::PROFILE_GROUPS]),
    ),
    (
        "address",
        Use::Facts(&[fact::URL, fact::PATH, fact::QUERY, fact::HASH]),
    ),
    ("device", Use::Facts(&[fact::DEVICE])),
    ("javascript-variable", Use::Facts(&[fact::VARIABLE])),
    ("campaign", Use::Facts(&[fact::CAMPAIGN])),
    ("consent-state", Use::Facts(&[fact::CONSENT])),
    ("cart-content", Use::Facts(&[fact::CART])),
    ("visits", Use::Facts(&[fact::VISITS])),
    ("cookie", Use::Facts(&[fact::COOKIE])),
    ("views", Use::Facts(&[fact::VIEWS, fact::SESSION_VIEWS])),
    ("traffic-sample", Use::Facts(&[fact::SAMPLE])),
    ("language", Use::Facts(&[fact::LANGUAGE])),
    ("custom-event", Use::PageEvents),
    ("time-on-site", Use::Facts(&[fact::SECONDS_ON_SITE])),
    ("identified", Use::Facts(&[fact::IDENTIFIED])),
    ("element-in-view", Use::Facts(&[fact::ELEMENT_IN_VIEW])),
    ("local-storage", Use::Facts(&[fact::LOCAL_STORAGE])),
    ("inactivity", Use::Facts(&[fact::SECONDS_INACTIVE])),
    ("scroll-percentage", Use::Facts(&[fact::SCROLL_PERCENTAGE])),
    (
        "viewport",
        Use::Facts(&[fact::VIEWPORT_WIDTH, fact::VIEWPORT_HEIGHT]),
    ),
    ("exit-intent", Use::Facts(&[fact::EXIT_INTENT])),
    ("delay", Use::Facts(&[fact::SECONDS_ON_PAGE])),
    ("click", Use::Facts(&[fact::CLICK])),
    ("cart", Use::Cart),
    ("page-visits", Use::Facts(&[fact::PAGE_VISITS])),
    ("location", Use::Facts(&[fact::LOCATION])),
    ("referrer", Use::Facts(&[fact::REFERRER])),
    ("embed", Use::Form(|form| form.form_type == Some("embed"))),
    // Last: it looks at the results of all others.
    ("teaser", Use::Form(|form| form.teaser.is_some())),
];

/// Names of the parts that a site uses, in the order in which they are called.
pub(super) fn used(manifest: &Manifest) -> Vec<&'static str> {
    let mut facts = BTreeSet::new();
    for form in &manifest.forms {
        let conditions =
            program::lines(form.rules.as_bytes()).filter(|&(head, _)| head == program::CONDITION);
        facts.extend(conditions.map(|(_, fact)| fact));
    }
    let is_used = |when: &Use| match when {
        Use::Facts(kinds) => facts
            .iter()
            .any(|fact| fact.first().is_some_and(|kind| kinds.contains(kind))),
        Use::Cart => facts
            .iter()
            .any(|fact| *fact == CART || fact.first() == Some(&fact::CART)),
        Use::PageEvents => facts.iter().any(|fact| {
            fact.split_first()
                .is_some_and(|(&kind, name)| kind == fact::EVENT && !OUR_EVENTS.contains(&name))
        }),
        Use::Setting(is_set) => is_set(&manifest.settings),
        Use::Form(needs) => manifest.forms.iter().any(needs),
    };
    PARTS
        .iter()
        .filter(|(_, when)| is_used(when))
        .map(|(name, _)| *name)
        .collect()
}

/// Names of the parts that some trigger, rule or cap may need.
pub fn of_rules() -> Vec<&'static str> {
    names(|when| !matches!(when, Use::Setting(_) | Use::Form(_)))
}

/// Names of the parts that a site's settings, or the kinds of its forms, may ask for.
pub fn of_settings() -> Vec<&'static str> {
    names(|when| matches!(when, Use::Setting(_) | Use::Form(_)))
}

fn names(is_wanted: impl Fn(&Use) -> bool) -> Vec<&'static str> {
    let wanted = PARTS.iter().filter(|(_, when)| is_wanted(when));
    wanted.map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(rules: &str, settings: PageSettings) -> Manifest {
        let hash = String::new;
        Manifest {
            schema_version: 1,
            site_id: form_model::SiteId::parse("demoshop").unwrap(),
            base_url: String::new(),
            engine: form_model::manifest::Engine::Js,
            settings,
            api: hash(),
            teaser: None,
            at_once: false,
            forms: vec![form_model::manifest::ManifestEntry {
                form_id: form_model::FormId::parse("welcome").unwrap(),
                form_type: None,
                version_id: form_model::VersionId::parse("version1").unwrap(),
                bundle: hash(),
                render: hash(),
                render_twin: hash(),
                teaser: None,
                priority: 50,
                rules: rules.to_owned(),
            }],
        }
    }

    #[track_caller]
    fn check(rules: &str, expect: &[&str]) {
        assert_eq!(used(&manifest(rules, PageSettings::default())), expect);
    }

    #[test]
    fn a_site_has_the_parts_whose_facts_its_forms_look_at() {
        check("", &[]);
        check("Timmediate\n", &[]);
        check(
            "Tdelay\n?t\n+#5,\nRurl\n?p\n+*/cart\n",
            &["address", "delay"],
        );
        check(
            "Texit_intent\n?X\n?t\n+#2,\nCcap\n?C\n-#0,\n",
            &["exit-intent", "delay"],
        );
    }

    #[test]
    fn only_the_pages_own_events_are_listened_for() {
        check(
            "Tform_submitted\n?Eform_submitted\n?Pform_id\n+*other1\n",
            &[],
        );
        check("Tcustom_event\n?Eadded\n", &["custom-event"]);
        check("Tcart\n?Ecart\n?Pvalue\n+#50,\n", &["custom-event", "cart"]);
    }

    #[test]
    fn settings_bring_their_parts_first() {
        let settings = PageSettings {
            compat: Some(Compat::Klaviyo),
            consent_source: ConsentSource::Tcf,
            cookie_domain: Some(".shop.example".to_owned()),
            ..PageSettings::default()
        };
        let expect = [
            "shared-record",
            "consent",
            "consent-tcf",
            "klaviyo",
            "device",
        ];
        assert_eq!(used(&manifest("Rdevice\n?d\n", settings)), expect);
    }

    #[test]
    fn every_part_is_a_file_and_every_file_a_part() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/loader/src/parts");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        files.sort();
        let mut parts = names(|_| true);
        parts.sort_unstable();
        assert_eq!(parts, files);
    }
}
