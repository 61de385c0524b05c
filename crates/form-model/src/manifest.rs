//! Wire shape: the manifest of a site, which travels inside `onsite.js`.

use serde::Serialize;
use serde_json::Value;

use crate::{
    ids::{FormId, SiteId, VersionId},
    isolation::Isolation,
    screens::Screens,
    site_settings::{Compat, ConsentSource, DEFAULT_Z_INDEX, SiteSettings, StorageBeforeConsent},
    teaser::DisplayOrder,
};

/// What a page must know about a site before any form shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// The id of the site.
    pub site_id: SiteId,
    /// Origin of the service, without a slash at its end: assets and API live there.
    pub base_url: String,
    /// Which engine runs the storefront modules.
    pub engine: Engine,
    /// The site's settings that the page needs; missing if all of them have their default.
    #[serde(skip_serializing_if = "is_default")]
    pub settings: PageSettings,
    /// Hash of the API file, which has the methods of `window.dormouse`; that file has the hashes of the rarely needed
    /// files.
    pub api: String,
    /// Hash of the teaser module, if a live form has a teaser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teaser: Option<String>,
    /// Whether a form may be due before the page has painted.
    #[serde(skip_serializing_if = "is_default")]
    pub at_once: bool,
    /// The live forms, at most 32: highest priority first, and oldest first among equals.
    pub forms: Vec<ManifestEntry>,
}

/// Which engine runs the storefront modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// WebAssembly, or the twin if the page forbids it.
    Auto,
    /// WebAssembly only.
    Wasm,
    /// The JavaScript twin only.
    Js,
}

/// The [`SiteSettings`] that a page needs, except the pause between forms, which is in the forms' rules; a member is
/// present only if it differs from its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageSettings {
    /// As in the site's settings.
    #[serde(skip_serializing_if = "is_default")]
    pub compat: Option<Compat>,
    /// As in the site's settings.
    #[serde(skip_serializing_if = "is_default")]
    pub consent_source: ConsentSource,
    /// As in the site's settings.
    #[serde(skip_serializing_if = "is_default")]
    pub storage_before_consent: StorageBeforeConsent,
    /// As in the site's settings.
    #[serde(skip_serializing_if = "is_default")]
    pub cookie_domain: Option<String>,
    /// As in the site's settings.
    #[serde(skip_serializing_if = "is_default")]
    pub events_with_answers: bool,
    /// As in the site's settings; missing if it has its default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub z_index: Option<u32>,
    /// As in the site's settings.
    #[serde(skip_serializing_if = "is_default")]
    pub isolation: Isolation,
}

impl From<&SiteSettings> for PageSettings {
    fn from(settings: &SiteSettings) -> Self {
        PageSettings {
            compat: settings.compat,
            consent_source: settings.consent_source,
            storage_before_consent: settings.storage_before_consent,
            cookie_domain: settings.cookie_domain.clone(),
            events_with_answers: settings.events_with_answers,
            z_index: (settings.z_index != DEFAULT_Z_INDEX).then_some(settings.z_index),
            isolation: settings.isolation,
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// One live form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ManifestEntry {
    /// The id of the form.
    pub form_id: FormId,
    /// The group in which only one form shows at a time: `banner` at the top, `bottom_banner`, or `embed`; missing for
    /// all other types, which form one group.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub form_type: Option<&'static str>,
    /// The id of its live version.
    pub version_id: VersionId,
    /// Hash of the version's bundle: `/a/<hash>.json`.
    pub bundle: String,
    /// Hash of the render module that the bundle was compiled for: `/a/<hash>.js`.
    pub render: String,
    /// Hash of that module's twin.
    pub render_twin: String,
    /// Its teaser. Missing if it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teaser: Option<TeaserEntry>,
    /// Priority among the forms of the site, 0..=100. It only sorts the entries, so pages do not get it.
    #[serde(skip)]
    pub priority: u32,
    /// Triggers, targeting rules and frequency cap as a program of the crate `targeting`, without its first line.
    pub rules: String,
}

/// When and where the teaser of a form shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeaserEntry {
    /// Hash of its bundle: `/a/<hash>.json`, [`TeaserBundle`](crate::bundle::TeaserBundle).
    pub bundle: String,
    /// When it shows.
    pub display_order: DisplayOrder,
    /// The only screens that it shows on: `phone` or `desktop`. Missing if it shows on all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screens: Option<Screens>,
    /// How long it stays away after the visitor took it away.
    pub days_after_close: u32,
}

impl TeaserEntry {
    /// Reads a manifest that was written before.
    pub fn read(json: &Value) -> Option<Self> {
        Some(TeaserEntry {
            bundle: json.get("bundle")?.as_str()?.to_owned(),
            display_order: DisplayOrder::named(json.get("display_order")?.as_str()?)?,
            screens: match json.get("screens") {
                Some(name) => Some(Screens::named(name.as_str()?)?),
                None => None,
            },
            days_after_close: json.get("days_after_close")?.as_u64()?.try_into().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_manifest_has_only_the_settings_that_differ() {
        let manifest = |settings: &SiteSettings| Manifest {
            schema_version: 1,
            site_id: SiteId::parse("demoshop").unwrap(),
            base_url: String::new(),
            engine: Engine::Auto,
            settings: settings.into(),
            api: String::new(),
            teaser: None,
            at_once: false,
            forms: Vec::new(),
        };
        let written = |settings: &SiteSettings| {
            let mut manifest = serde_json::to_value(manifest(settings)).unwrap();
            manifest["settings"].take()
        };
        let mut settings = SiteSettings {
            pause_between_forms_seconds: 0,
            ..SiteSettings::default()
        };
        let json = serde_json::to_string(&manifest(&settings)).unwrap();
        assert!(!json.contains("settings"), "{json}");
        settings.storage_before_consent = StorageBeforeConsent::None;
        assert_eq!(
            written(&settings),
            json!({"storage_before_consent": "none"})
        );
        settings = SiteSettings {
            compat: Some(Compat::Klaviyo),
            consent_source: ConsentSource::Tcf,
            storage_before_consent: StorageBeforeConsent::None,
            pause_between_forms_seconds: 5,
            cookie_domain: Some("shop.example".to_owned()),
            events_with_answers: true,
            z_index: 100,
            isolation: Isolation::Light,
        };
        assert_eq!(
            written(&settings),
            json!({
                "compat": "klaviyo", "consent_source": "tcf", "storage_before_consent": "none",
                "cookie_domain": "shop.example", "events_with_answers": true,
                "z_index": 100, "isolation": "light",
            })
        );
    }

    #[test]
    fn a_written_teaser_is_read_again() {
        for screens in [None, Screens::named("phone")] {
            let entry = TeaserEntry {
                bundle: "hash".to_owned(),
                display_order: DisplayOrder::BeforeAndAfter,
                screens,
                days_after_close: 7,
            };
            let written = serde_json::to_value(&entry).unwrap();
            assert_eq!(TeaserEntry::read(&written), Some(entry));
        }
        assert_eq!(TeaserEntry::read(&json!({"bundle": "hash"})), None);
    }
}
