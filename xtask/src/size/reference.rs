//! The reference: a site with the three example forms, composed by the same code that serves it,
//! with every part in it that any trigger, rule or cap may need.

use super::{
    Stage,
    compressed::{Sizes, measure},
};
use crate::{storefront, workspace};
use anyhow::{Context, Result, bail};
use form_compile::{
    Asset, Compiled, RenderHashes,
    onsite_script::{StorefrontModules, of_rules, of_settings},
};
use form_model::{
    SiteId, SiteSettings,
    manifest::{Engine, Manifest},
};
use std::fs;

/// The forms of the reference site below `fixtures/forms/`. The first is the demo popup.
const FORMS: [&str; 3] = ["welcome", "scroll", "exit"];

/// The address that the reference site loads from.
const BASE_URL: &str = "https://forms.example";
const SITE_ID: &str = "demoshop";

/// When it is compiled, in unix seconds: in 2027, so that its bytes are the same on every day.
const NOW: u32 = 1_800_000_000;

/// The bytes of the reference site.
pub(super) struct Reference {
    /// The files that a page loads, in the order in which it loads them.
    pub(super) stages: Vec<Stage>,
    /// The pieces of the stages, each on its own.
    pub(super) pieces: Vec<(String, Sizes)>,
    /// The size of the script without one of its parts, or with one more.
    pub(super) parts: Vec<Part>,
}

/// A part of the loader.
pub(super) struct Part {
    /// Its name.
    pub(super) name: &'static str,
    /// Its size on its own.
    pub(super) raw_bytes: u64,
    /// What it adds to the script with all other parts in it, in bytes of brotli.
    pub(super) added_brotli_bytes: i64,
}

/// Compiles the reference site and measures it.
pub(super) fn reference() -> Result<Reference> {
    let site = Site::compile()?;
    let Site { modules, forms } = &site;
    let popup = file("bundle.json", &forms[0].bundle.bytes);
    let stage = |name, files: &[(String, Vec<u8>)]| {
        Ok(Stage {
            name,
            parts: measure(files)?,
        })
    };
    let stages: Result<Vec<Stage>> = [
        stage(
            "before_trigger",
            &[file(
                "onsite.js",
                &site.onsite_script(Engine::Auto, &of_rules())?,
            )],
        ),
        stage(
            "before_trigger_used_parts",
            &[file("onsite.used.js", &site.used_script()?)],
        ),
        stage(
            "show_popup",
            &[file("render.js", &modules.render.bytes), popup.clone()],
        ),
        stage(
            "twin_before_trigger",
            &[file(
                "onsite.twin.js",
                &site.onsite_script(Engine::Js, &of_rules())?,
            )],
        ),
        stage(
            "twin_show_popup",
            &[file("render.twin.js", &modules.render_twin.bytes), popup],
        ),
    ]
    .into_iter()
    .collect();
    let mut pieces = vec![
        file(
            "manifest.json",
            &serde_json::to_vec(&site.manifest(Engine::Auto)?)?,
        ),
        file("loader.js", modules.loader.as_bytes()),
        file("trigger.wasm", &modules.trigger_wasm),
        file("trigger.twin.js", modules.trigger_twin.as_bytes()),
        file("outbox.js", &modules.outbox.bytes),
        file("api.js", &modules.api.bytes),
        file("debug.js", &modules.debug.bytes),
        file("teaser.js", &modules.teaser.bytes),
    ];
    for (name, part) in &modules.render_parts {
        pieces.push(file(&format!("render-{name}.js"), part.as_bytes()));
    }
    Ok(Reference {
        stages: stages?,
        pieces: measure(&pieces)?,
        parts: parts(&site)?,
    })
}

/// What each part adds: for parts of rules, by leaving it out; for parts of settings, by adding it.
fn parts(site: &Site) -> Result<Vec<Part>> {
    let all = of_rules();
    let without = |name: &str| all.iter().copied().filter(|other| *other != name).collect();
    let with = |name| [all.as_slice(), &[name]].concat();
    let scripts: Vec<(&str, i64, Vec<&str>)> = all
        .iter()
        .map(|name| (*name, 1, without(name)))
        .chain(of_settings().into_iter().map(|name| (name, -1, with(name))))
        .collect();
    let mut files = vec![file("all", &site.onsite_script(Engine::Auto, &all)?)];
    for (name, _, parts) in &scripts {
        files.push(file(name, &site.onsite_script(Engine::Auto, parts)?));
    }
    let sizes = measure(&files)?;
    let all_bytes = sizes[0].1.brotli_bytes as i64;
    let part = |((name, sign, _), (_, sizes)): (&(&'static str, i64, _), &(String, Sizes))| Part {
        name,
        raw_bytes: site.modules.parts.get(*name).map_or(0, String::len) as u64,
        added_brotli_bytes: sign * (all_bytes - sizes.brotli_bytes as i64),
    };
    Ok(scripts.iter().zip(&sizes[1..]).map(part).collect())
}

fn file(name: &str, content: &[u8]) -> (String, Vec<u8>) {
    (name.to_owned(), content.to_owned())
}

/// The reference site after compiling.
struct Site {
    modules: StorefrontModules,
    forms: Vec<Compiled>,
}

impl Site {
    fn compile() -> Result<Site> {
        let modules = modules()?;
        let render = RenderHashes {
            module: &modules.render.hash,
            twin: &modules.render_twin.hash,
        };
        let forms = FORMS
            .iter()
            .map(|name| compile_form(name, render))
            .collect::<Result<Vec<_>>>()?;
        Ok(Site { modules, forms })
    }

    fn manifest(&self, engine: Engine) -> Result<Manifest> {
        let site_id =
            SiteId::parse(SITE_ID).context("the reference site has an id that is not valid")?;
        let entries = self
            .forms
            .iter()
            .map(|form| form.manifest_entry.clone())
            .collect();
        let settings = SiteSettings::default();
        let manifest = self
            .modules
            .manifest(&site_id, BASE_URL, engine, &settings, entries);
        Ok(manifest)
    }

    fn onsite_script(&self, engine: Engine, parts: &[&str]) -> Result<Vec<u8>> {
        let manifest = self.manifest(engine)?;
        Ok(self.modules.compose_with(&manifest, parts).into_bytes())
    }

    /// The script as a page loads it that has these forms: with the parts that they use.
    fn used_script(&self) -> Result<Vec<u8>> {
        let manifest = self.manifest(Engine::Auto)?;
        Ok(self.modules.compose(&manifest).into_bytes())
    }
}

fn compile_form(name: &str, render: RenderHashes<'_>) -> Result<Compiled> {
    let path = workspace::root().join(format!("fixtures/forms/{name}.json"));
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let compiled = form_model::validate_json(&text)
        .and_then(|form| form_compile::compile(&form, render, BASE_URL, NOW));
    match compiled {
        Ok(compiled) => Ok(compiled),
        Err(problems) => bail!("{} has problems: {problems:?}", path.display()),
    }
}

fn modules() -> Result<StorefrontModules> {
    let read = |name: &str| {
        let path = storefront::dist().join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let read_text =
        |name: &str| String::from_utf8(read(name)?).with_context(|| format!("{name} is not UTF-8"));
    Ok(StorefrontModules {
        loader: read_text("loader.js")?,
        trigger_wasm: read("trigger.wasm")?,
        trigger_twin: read_text("trigger.twin.js")?,
        render: Asset::new("js", read("render.js")?),
        render_twin: Asset::new("js", read("render.twin.js")?),
        outbox: Asset::new("js", read("outbox.js")?),
        api: Asset::new("js", read("api.js")?),
        debug: Asset::new("js", read("debug.js")?),
        teaser: Asset::new("js", read("teaser.js")?),
        parts: serde_json::from_slice(&read("parts.json")?).context("parts.json cannot be read")?,
        render_parts: serde_json::from_slice(&read("render-parts.json")?)
            .context("render-parts.json cannot be read")?,
    })
}
