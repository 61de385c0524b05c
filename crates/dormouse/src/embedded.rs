//! The files that were built into the binary: storefront modules, demo shop and example forms.

use anyhow::{Context, Result};
use form_compile::{Asset, onsite_script::StorefrontModules};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The files of `dist/storefront`.
struct Modules {
    loader: &'static [u8],
    trigger_wasm: &'static [u8],
    trigger_twin: &'static [u8],
    render: &'static [u8],
    render_twin: &'static [u8],
    outbox: &'static [u8],
    api: &'static [u8],
    debug: &'static [u8],
    teaser: &'static [u8],
    parts: &'static [u8],
    render_parts: &'static [u8],
}

/// The storefront modules, if the binary was built after them.
pub(crate) fn modules() -> Result<StorefrontModules> {
    let modules = MODULES
        .context("this binary was built without the storefront modules; run `npm run build`")?;
    let text = |bytes: &[u8]| {
        String::from_utf8(bytes.to_vec()).context("a storefront module is not UTF-8")
    };
    let script = |bytes: &[u8]| Asset::new("js", bytes.to_vec());
    Ok(StorefrontModules {
        loader: text(modules.loader)?,
        trigger_wasm: modules.trigger_wasm.to_vec(),
        trigger_twin: text(modules.trigger_twin)?,
        render: script(modules.render),
        render_twin: script(modules.render_twin),
        outbox: script(modules.outbox),
        api: script(modules.api),
        debug: script(modules.debug),
        teaser: script(modules.teaser),
        parts: bounded_json::stored(str::from_utf8(modules.parts)?)
            .context("parts.json cannot be read")?,
        render_parts: bounded_json::stored(str::from_utf8(modules.render_parts)?)
            .context("render-parts.json cannot be read")?,
    })
}

/// A file of the demo shop, by its path below `www/storefront`.
pub(crate) fn shop_file(path: &str) -> Option<&'static [u8]> {
    SHOP_FILES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, bytes)| *bytes)
}

/// The forms of `fixtures/forms`, as JSON.
pub(crate) fn example_forms() -> &'static [&'static str] {
    EXAMPLE_FORMS
}
