//! The reference: a site with the three example forms, composed by the same code that serves it.

use super::{
    Stage,
    compressed::{Sizes, measure},
};
use crate::{storefront, workspace};
use anyhow::{Context, Result, bail};
use form_compile::{Asset, Compiled, RenderHashes, onsite_script::StorefrontModules};
use form_model::{
    SiteId, SiteSettings,
    manifest::{Engine, Manifest},
};
use std::fs;

/// The forms of the reference site below `fixtures/forms/`. The first is the demo popup.
const FORMS: [&str; 3] = ["welcome", "scroll", "exit"];

/// Where the reference site loads from.
const BASE_URL: &str = "https://forms.example";
const SITE_ID: &str = "demoshop";

/// When it is compiled, in unix seconds: in 2027, so that its bytes are the same on every day.
const NOW: u32 = 1_800_000_000;

/// The bytes of the reference site.
pub(super) struct Reference {
    /// What a page loads, in the order in which it does.
    pub(super) stages: Vec<Stage>,
    /// What the stages consist of, each piece on its own.
    pub(super) pieces: Vec<(String, Sizes)>,
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
            &[file("onsite.js", &site.onsite_script(Engine::Auto)?)],
        ),
        stage(
            "show_popup",
            &[file("render.js", &modules.render.bytes), popup.clone()],
        ),
        stage(
            "twin_before_trigger",
            &[file("onsite.twin.js", &site.onsite_script(Engine::Js)?)],
        ),
        stage(
            "twin_show_popup",
            &[file("render.twin.js", &modules.render_twin.bytes), popup],
        ),
    ]
    .into_iter()
    .collect();
    let pieces = measure(&[
        file(
            "manifest.json",
            &serde_json::to_vec(&site.manifest(Engine::Auto)?)?,
        ),
        file("loader.js", modules.loader.as_bytes()),
        file("trigger.wasm", &modules.trigger_wasm),
        file("trigger.twin.js", modules.trigger_twin.as_bytes()),
        file("outbox.js", &modules.outbox.bytes),
    ])?;
    Ok(Reference {
        stages: stages?,
        pieces,
    })
}

fn file(name: &str, content: &[u8]) -> (String, Vec<u8>) {
    (name.to_owned(), content.to_owned())
}

/// The reference site, compiled.
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

    fn onsite_script(&self, engine: Engine) -> Result<Vec<u8>> {
        Ok(self.modules.compose(&self.manifest(engine)?).into_bytes())
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
        parts: serde_json::from_slice(&read("parts.json")?).context("parts.json cannot be read")?,
    })
}
