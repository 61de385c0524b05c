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
        // Whatever a page has done to the language, nothing of ours is thrown into it.
        format!("try{{({})({json},{engine})}}catch{{}}", self.loader)
    }
}

/// A JavaScript string literal with one character, U+0000 to U+00FF, for each byte.
///
/// Brotli sees the bytes nearly as they are, where base64 would hide them: docs/adr/0001 has the numbers.
/// The script must be read as UTF-8, so the service says so in its `Content-Type`.
pub fn byte_string(bytes: &[u8]) -> String {
    let mut literal = String::with_capacity(bytes.len() * 2);
    literal.push('"');
    for (index, &byte) in bytes.iter().enumerate() {
        match byte {
            // `\0` with a digit behind it would be an octal escape, which modules do not have.
            0 if bytes.get(index + 1).is_some_and(u8::is_ascii_digit) => {
                literal.push_str("\\x00");
            }
            0 => literal.push_str("\\0"),
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

#[cfg(test)]
mod tests {
    use super::byte_string;

    #[test]
    fn only_what_would_end_or_change_the_literal_is_escaped() {
        assert_eq!(byte_string(b"\0asm\x01"), "\"\\0asm\x01\"");
        assert_eq!(byte_string(b"\x000\0"), "\"\\x000\\0\"");
        assert_eq!(byte_string(b"\"\\\r\n\t'"), "\"\\\"\\\\\\r\\n\t'\"");
        assert_eq!(byte_string(&[0x7f, 0x80, 0xff]), "\"\u{7f}\u{80}\u{ff}\"");
    }
}
