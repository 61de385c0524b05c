//! Tells whether a script that was composed earlier would be composed the same way now.

use form_compile::{asset::content_id, onsite_script::StorefrontModules};
use form_model::validate_json;

use super::compile;
use crate::{Error, Origin, demo::FORMS};

/// Content id of all that a site's script and bundles are made with: the modules, the public address, and the compiler.
///
/// The compiler has no version to ask for, so it is known by what it makes of the example forms, which have every
/// kind of block and trigger between them.
pub(super) fn composed_for(
    modules: &StorefrontModules,
    public_url: &Origin,
) -> Result<String, Error> {
    let mut ground = Vec::new();
    let mut add = |bytes: &[u8]| {
        ground.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        ground.extend_from_slice(bytes);
    };
    add(public_url.as_str().as_bytes());
    add(modules.loader.as_bytes());
    add(&modules.trigger_wasm);
    add(modules.trigger_twin.as_bytes());
    for file in modules.files() {
        add(&file.bytes);
    }
    for form in FORMS {
        let form = validate_json(form).map_err(Error::Problems)?;
        let compiled = compile(&form, modules, "").map_err(Error::Problems)?;
        add(&compiled.bundle.bytes);
        add(compiled.manifest_entry.rules.as_bytes());
    }
    Ok(content_id(&ground))
}
