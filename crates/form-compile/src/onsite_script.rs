//! Composes `onsite.js`: the loader, the site's manifest, and the trigger module in the form that the site runs.

use std::cmp::Reverse;

use form_model::{
    SCHEMA_VERSION, SiteId, SiteSettings,
    manifest::{Engine, Manifest, ManifestEntry},
};

use targeting::program;

use crate::Asset;

mod parts;
mod pause;

pub use parts::{Parts, of_rules, of_settings};

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
    /// `api.js`.
    pub api: Asset,
    /// `debug.js`.
    pub debug: Asset,
    /// `teaser.js`.
    pub teaser: Asset,
    /// `parts.json`.
    pub parts: Parts,
    /// `render-parts.json`: parts of the render module that only some forms need, as ES modules.
    pub render_parts: Parts,
}

impl StorefrontModules {
    /// The trigger module's twin as a separate file, for pages that forbid WebAssembly.
    fn trigger_twin_file(&self) -> Asset {
        file_of(&self.trigger_twin)
    }

    /// The part for Klaviyo's dialect as a separate file, for pages whose tag asks for it.
    fn klaviyo_file(&self) -> Asset {
        file_of(self.parts.get("klaviyo").map_or("()=>{}", String::as_str))
    }

    /// Every file that a composed script may request, beside bundles and their files.
    pub fn files(&self) -> Vec<Asset> {
        let mut files = vec![
            self.trigger_twin_file(),
            self.render.clone(),
            self.render_twin.clone(),
            self.outbox.clone(),
            self.api.clone(),
            self.debug.clone(),
            self.teaser.clone(),
            self.klaviyo_file(),
        ];
        let parts = self.render_parts.values();
        files.extend(parts.map(|part| Asset::new("js", part.clone().into_bytes())));
        files
    }

    /// The manifest of a site, whose live forms are given in the order in which they were made.
    pub fn manifest(
        &self,
        site_id: &SiteId,
        base_url: &str,
        engine: Engine,
        settings: &SiteSettings,
        mut forms: Vec<ManifestEntry>,
    ) -> Manifest {
        forms.sort_by_key(|form| Reverse(form.priority));
        let pause = pause::lines(settings.pause_between_forms_seconds);
        for form in &mut forms {
            // An embed is part of the page, so it never excludes other forms.
            if form.form_type != Some("embed") {
                form.rules.push_str(&pause);
            }
        }
        Manifest {
            schema_version: SCHEMA_VERSION,
            site_id: site_id.clone(),
            base_url: base_url.to_owned(),
            engine,
            settings: settings.into(),
            api: self.api.hash.clone(),
            teaser: forms
                .iter()
                .any(|form| form.teaser.is_some())
                .then(|| self.teaser.hash.clone()),
            at_once: forms.iter().any(|form| is_due_at_once(&form.rules)),
            forms,
        }
    }

    /// Composes the script of a site, with the parts that it uses.
    pub fn compose(&self, manifest: &Manifest) -> String {
        self.compose_with(manifest, &parts::used(manifest))
    }

    /// Composes the script of a site with parts of the caller's choice, by their names.
    pub fn compose_with(&self, manifest: &Manifest, parts: &[&str]) -> String {
        let json = serde_json::to_string(manifest).expect("a manifest has string keys");
        // Harmless in a separate file, and still harmless if pasted into a page.
        let json = own_members(&json.replace('<', "\\u003c"));
        let engine = match manifest.engine {
            Engine::Auto | Engine::Wasm => byte_string(&self.trigger_wasm),
            Engine::Js => self.trigger_twin.clone(),
        };
        let parts: Vec<_> = parts
            .iter()
            .filter_map(|name| self.parts.get(*name).map(String::as_str))
            .collect();
        let parts = parts.join(",");
        // Whatever a page has done to built-in objects, our code throws nothing into it.
        format!(
            "try{{({})([{parts}],{json},{engine})}}catch{{}}",
            self.loader
        )
    }
}

/// JSON as a JavaScript literal whose objects have only their own members, whatever a page adds to all objects:
/// <https://tc39.es/ecma262/#sec-__proto__-property-names-in-object-initializers>.
fn own_members(json: &str) -> String {
    let mut literal = String::with_capacity(json.len() + 256);
    let (mut is_text, mut is_escaped) = (false, false);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        literal.push(character);
        if character == '"' && !is_escaped {
            is_text = !is_text;
        }
        is_escaped = character == '\\' && !is_escaped;
        if character == '{' && !is_text {
            literal.push_str(r#""__proto__":null"#);
            if characters.peek() != Some(&'}') {
                literal.push(',');
            }
        }
    }
    literal
}

/// An expression that is otherwise a part of `onsite.js`, as a separate file to import.
pub fn file_of(expression: &str) -> Asset {
    Asset::new("js", format!("export default {expression}").into_bytes())
}

/// Whether a form may be due as soon as the page is there: it is not made to wait for the first paint then.
fn is_due_at_once(rules: &str) -> bool {
    let lines: Vec<_> = program::lines(rules.as_bytes()).collect();
    let is_trigger = |&(head, _): &(u8, _)| head == program::TRIGGER;
    lines.split(is_trigger).skip(1).any(|trigger| {
        let conditions: Vec<_> = trigger
            .iter()
            .take_while(|(head, _)| {
                [program::CONDITION, program::ALLOW, program::DENY].contains(head)
            })
            .collect();
        matches!(conditions[..], [] | [(_, b"t"), (_, b"#0,")])
    })
}

/// What is added to each byte of a module, modulo 256, before it becomes a character; `engine.js` takes it away again.
///
/// Bytes that a module has often (0, 10, 13, 34, 255) become characters that need neither an escape nor a second byte of
/// UTF-8, which makes `onsite.js` smaller by 40 to 100 bytes.
const SHIFT: u8 = 37;

/// A JavaScript string literal with one character, U+0000 to U+00FF, for each byte.
///
/// Brotli compresses the bytes almost directly, where base64 would hide them: docs/adr/0001 has the numbers.
/// The script must be read as UTF-8, so the service says so in its `Content-Type`.
pub fn byte_string(bytes: &[u8]) -> String {
    let mut literal = String::with_capacity(bytes.len() * 2);
    literal.push('"');
    let mut shifted = bytes.iter().map(|byte| byte.wrapping_add(SHIFT)).peekable();
    while let Some(byte) = shifted.next() {
        match byte {
            // `\0` with a digit behind it would be an octal escape, which modules do not have.
            0 if shifted.peek().is_some_and(u8::is_ascii_digit) => literal.push_str("\\x00"),
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
    use form_model::{FormId, VersionId};

    use super::*;

    fn modules() -> StorefrontModules {
        let empty = || Asset::new("js", Vec::new());
        StorefrontModules {
            loader: "(parts, manifest, engine) => {}".to_owned(),
            trigger_wasm: Vec::new(),
            trigger_twin: String::new(),
            render: empty(),
            render_twin: empty(),
            outbox: empty(),
            api: empty(),
            debug: empty(),
            teaser: empty(),
            parts: Parts::from([("delay".to_owned(), "(core)=>{}".to_owned())]),
            render_parts: Parts::from([("coupon".to_owned(), "export default 1".to_owned())]),
        }
    }

    fn entry(form_id: &str, priority: u32) -> ManifestEntry {
        ManifestEntry {
            form_id: FormId::parse(form_id).unwrap(),
            form_type: None,
            version_id: VersionId::parse("version1").unwrap(),
            bundle: String::new(),
            render: String::new(),
            render_twin: String::new(),
            teaser: None,
            priority,
            rules: "x\n".to_owned(),
        }
    }

    fn manifest(settings: &SiteSettings, forms: Vec<ManifestEntry>) -> Manifest {
        let site_id = SiteId::parse("demoshop").unwrap();
        modules().manifest(
            &site_id,
            "https://forms.example",
            Engine::Js,
            settings,
            forms,
        )
    }

    #[test]
    fn forms_are_sorted_by_priority_and_then_by_creation() {
        let forms = [
            ("first1", 50),
            ("second", 0),
            ("third1", 100),
            ("fourth", 50),
        ];
        let forms = forms.map(|(form_id, priority)| entry(form_id, priority));
        let manifest = manifest(&SiteSettings::default(), forms.to_vec());
        let ids: Vec<_> = manifest
            .forms
            .iter()
            .map(|form| form.form_id.as_str())
            .collect();
        assert_eq!(ids, ["third1", "first1", "fourth", "second"]);
        let script = modules().compose(&manifest);
        assert!(!script.contains("priority"), "{script}");
    }

    #[test]
    fn a_literal_has_only_its_own_members() {
        for (json, literal) in [
            ("{}", r#"{"__proto__":null}"#),
            (
                r#"{"a":[{"b":1}]}"#,
                r#"{"__proto__":null,"a":[{"__proto__":null,"b":1}]}"#,
            ),
            (
                r#"["{","\"{","\\",{}]"#,
                r#"["{","\"{","\\",{"__proto__":null}]"#,
            ),
        ] {
            assert_eq!(own_members(json), literal);
        }
    }

    #[test]
    fn a_script_holds_the_parts_that_its_forms_use() {
        let mut form = entry("first1", 50);
        let script = |form: &ManifestEntry| {
            modules().compose(&manifest(&SiteSettings::default(), vec![form.clone()]))
        };
        assert!(script(&form).starts_with("try{((parts, manifest, engine) => {})([],{"));
        form.rules = "Tdelay\n?t\n+#5,\n".to_owned();
        assert!(script(&form).contains(")([(core)=>{}],{"));
        assert!(!script(&form).contains("at_once"));
        form.rules = "Tdelay\n?t\n+#0,\n".to_owned();
        assert!(script(&form).contains("\"at_once\":true"));
    }

    #[test]
    fn parts_of_the_render_module_are_separate_files() {
        let part = Asset::new("js", b"export default 1".to_vec());
        assert!(modules().files().contains(&part));
    }

    #[test]
    fn the_pause_of_a_site_is_in_the_rules_of_each_form() {
        let settings = |pause_between_forms_seconds| SiteSettings {
            pause_between_forms_seconds,
            ..SiteSettings::default()
        };
        for (pause, rules) in [
            (0, "x\n"),
            (300, "x\nCanother_form_recently\n?G\n-#0,299\n"),
        ] {
            let forms = vec![entry("first1", 50), entry("second", 50)];
            let manifest = manifest(&settings(pause), forms);
            assert_eq!(manifest.forms.len(), 2);
            assert!(manifest.forms.iter().all(|form| form.rules == rules));
        }
    }

    #[test]
    fn only_what_would_end_or_change_the_literal_is_escaped() {
        assert_eq!(byte_string(b"\0asm\x01"), "\"%\u{86}\u{98}\u{92}&\"");
        for (characters, literal) in [
            (&b"\x000\0"[..], r#""\x000\0""#),
            (b"\"\\\r\n\t'", "\"\\\"\\\\\\r\\n\t'\""),
            (&[0x7f, 0x80, 0xff], "\"\u{7f}\u{80}\u{ff}\""),
        ] {
            let bytes: Vec<_> = characters
                .iter()
                .map(|byte| byte.wrapping_sub(SHIFT))
                .collect();
            assert_eq!(byte_string(&bytes), literal);
        }
    }
}
