//! Tells whether a script that was composed earlier would be composed the same way now.

use anyhow::Context;
use form_compile::{asset::content_id, onsite_script::StorefrontModules};
use form_model::{SiteId, manifest::Engine, validate_json};

use super::compile;
use crate::{
    Error, Origin,
    demo::{FORMS, SITE},
};

/// Content id of all that a site's script and bundles are made with: the modules, the public address, and the compiler.
///
/// The compiler has no version to ask for, so it is known by what it makes of the example forms, which have every
/// kind of block and trigger between them.
pub(super) fn composed_for(
    modules: &StorefrontModules,
    public_url: &Origin,
) -> Result<String, Error> {
    let site_id = SiteId::parse(SITE)
        .context("the demo's site id is no site id")
        .map_err(Error::Internal)?;
    let mut ground = Vec::new();
    let mut add = |bytes: &[u8]| {
        ground.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        ground.extend_from_slice(bytes);
    };
    for file in modules.files() {
        add(&file.bytes);
    }
    let mut entries = Vec::new();
    for form in FORMS {
        let form = validate_json(form).map_err(Error::Problems)?;
        let compiled = compile(&form, modules, public_url.as_str()).map_err(Error::Problems)?;
        add(&compiled.bundle.bytes);
        entries.push(compiled.manifest_entry);
    }
    for engine in [Engine::Auto, Engine::Js] {
        let manifest = modules.manifest(&site_id, public_url.as_str(), engine, entries.clone());
        add(modules.compose(&manifest).as_bytes());
    }
    Ok(content_id(&ground))
}
