//! Composes `onsite.js`: the loader, the site's manifest, and the trigger module in the form that the site runs.

use form_model::{
    SCHEMA_VERSION, SiteId,
    manifest::{Engine, Manifest, ManifestEntry},
};

use crate::Asset;

/// The storefront modules, as the build makes them; see ARCHITECTURE.md, "The storefront modules".
#[derive(Clone, Debug)]
pub struct StorefrontModules {
    /// `loader.js`.
    pub loader: String,
    /// `trigger.wasm`.
    pub trigger_wasm: Vec<u8>,
    /// `trigger.twin.js`.
    pub trigger_twin: String,
    /// `render.js`.
    pub render: Asset,
    /// `render.twin.js`.
    pub render_twin: Asset,
    /// `outbox.js`.
    pub outbox: Asset,
}

impl StorefrontModules {
    /// The trigger module's twin as a file of its own, for pages that turn out to forbid WebAssembly.
    pub fn trigger_twin_file(&self) -> Asset {
        let module = format!("export default {}", self.trigger_twin);
        Asset::new("js", module.into_bytes())
    }

    /// Every file that a composed script may ask for, beside bundles and what they name.
    pub fn files(&self) -> [Asset; 4] {
        [
            self.trigger_twin_file(),
            self.render.clone(),
            self.render_twin.clone(),
            self.outbox.clone(),
        ]
    }

    /// The manifest of a site.
    pub fn manifest(
        &self,
        site_id: &SiteId,
        base_url: &str,
        engine: Engine,
        forms: Vec<ManifestEntry>,
    ) -> Manifest {
        Manifest {
            schema_version: SCHEMA_VERSION,
            site_id: site_id.clone(),
            base_url: base_url.to_owned(),
            engine,
            trigger_twin: (engine == Engine::Auto).then(|| self.trigger_twin_file().hash),
            outbox: self.outbox.hash.clone(),
            forms,
        }
    }

    /// Composes the script of a site.
    pub fn compose(&self, manifest: &Manifest) -> String {
        let json = serde_json::to_string(manifest).expect("a manifest has string keys");
        // Harmless in a file of its own, and still harmless where somebody pastes it into a page.
        let json = json.replace('<', "\\u003c");
        let engine = match manifest.engine {
            Engine::Auto | Engine::Wasm => byte_string(&self.trigger_wasm),
            Engine::Js => self.trigger_twin.clone(),
        };
        format!("({})({json},{engine})", self.loader)
    }
}

/// A JavaScript string literal with one character, U+0000 to U+00FF, for each byte.
///
/// Brotli sees the bytes nearly as they are, where base64 would hide them: docs/adr/0001 has the numbers.
/// The script must be read as UTF-8, so the service says so in its `Content-Type`.
pub fn byte_string(bytes: &[u8]) -> String {
    let mut literal = String::with_capacity(bytes.len() * 2);
    literal.push('"');
    for &byte in bytes {
        match byte {
            // Not `\0`, which an octal digit behind it would make another character.
            0 => literal.push_str("\\x00"),
            b'\n' => literal.push_str("\\n"),
            b'\r' => literal.push_str("\\r"),
            b'"' => literal.push_str("\\\""),
            b'\\' => literal.push_str("\\\\"),
            _ => literal.push(char::from(byte)),
        }
    }
    literal.push('"');
    literal
}
