//! Tells whether a script that was composed earlier would be composed the same way now.

use anyhow::Context;
use form_compile::{asset::content_id, onsite_script::StorefrontModules};
use form_model::{
    SiteId, SiteSettings,
    isolation::Isolation,
    manifest::Engine,
    site_settings::{Compat, ConsentSource, StorageBeforeConsent},
    validate_json,
};

use super::compile;
use crate::{
    Error, Origin, clock,
    demo::{FORMS, SITE},
};

/// A form with a teaser, which no example form has.
const TEASER: &str = include_str!("../../../../fixtures/forms/teaser.json");

/// Content id of all that a site's script and bundles are made with: the modules, the public address, the compiler, and
/// the UTC year of `now` (unix seconds), since what follows a time zone is compiled for some years only.
///
/// The compiler has no version to ask for, so it is known by what it makes of the example forms, which have every
/// kind of block and trigger between them.
pub(super) fn composed_for(
    modules: &StorefrontModules,
    public_url: &Origin,
    now: u32,
) -> Result<String, Error> {
    let site_id = SiteId::parse(SITE)
        .context("the demo's site id is no site id")
        .map_err(Error::Internal)?;
    let mut ground = Vec::new();
    let mut add = |bytes: &[u8]| {
        ground.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        ground.extend_from_slice(bytes);
    };
    // The same for every start within a year.
    let year_start = clock::year_start(now);
    add(&year_start.to_le_bytes());
    for file in modules.files() {
        add(&file.bytes);
    }
    let mut entries = Vec::new();
    for form in FORMS.into_iter().chain([TEASER]) {
        let form = validate_json(form).map_err(Error::Problems)?;
        let compiled =
            compile(&form, modules, public_url.as_str(), year_start).map_err(Error::Problems)?;
        add(&compiled.bundle.bytes);
        for file in &compiled.files {
            add(&file.bytes);
        }
        entries.push(compiled.manifest_entry);
    }
    for (engine, settings) in [
        (Engine::Auto, SiteSettings::default()),
        (Engine::Js, every_setting()),
    ] {
        let manifest = modules.manifest(
            &site_id,
            public_url.as_str(),
            engine,
            &settings,
            entries.clone(),
        );
        add(modules.compose(&manifest).as_bytes());
    }
    Ok(content_id(&ground))
}

/// Settings of which none has its default.
fn every_setting() -> SiteSettings {
    SiteSettings {
        compat: Some(Compat::Klaviyo),
        consent_source: ConsentSource::Google,
        storage_before_consent: StorageBeforeConsent::None,
        pause_between_forms_seconds: 1,
        cookie_domain: Some("shop.example".to_owned()),
        events_with_answers: true,
        z_index: 1,
        isolation: Isolation::Light,
    }
}

#[cfg(test)]
mod tests {
    use form_compile::Asset;

    use super::*;

    #[test]
    fn a_script_is_composed_anew_in_another_year_and_not_on_another_day() {
        let empty = || Asset::new("js", Vec::new());
        let modules = StorefrontModules {
            loader: String::new(),
            trigger_wasm: Vec::new(),
            trigger_twin: String::new(),
            render: empty(),
            render_twin: empty(),
            outbox: empty(),
            api: empty(),
            debug: empty(),
            teaser: empty(),
            parts: Default::default(),
            render_parts: Default::default(),
        };
        let public_url = Origin::parse("https://forms.example").unwrap();
        let at = |now| composed_for(&modules, &public_url, now).unwrap();
        let new_year_2028 = 1_830_297_600;
        assert_eq!(at(new_year_2028), at(new_year_2028 + 300 * 86_400));
        assert_ne!(at(new_year_2028 - 1), at(new_year_2028));
    }
}
