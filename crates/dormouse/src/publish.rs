//! Publishes: validates and compiles a draft, and writes version, files, live pointer and script in one transaction.

use std::sync::Arc;

use bounded_json::MAX_FORM_BYTES;
use form_compile::{Compiled, onsite_script::StorefrontModules};
use form_model::{
    FormId, Problem, SiteId, ValidForm, VersionId, manifest::ManifestEntry, validate_json,
};
use serde::Serialize;
use tokio::{
    sync::{Mutex, MutexGuard},
    task::spawn_blocking,
};

use crate::{
    Error, Origin, clock,
    packed::Packed,
    store::{self, Store, forms::Place, sites::Site},
};

mod compiler;
mod composed_for;
mod refresh;

pub(crate) use compiler::Compiler;
pub(crate) use refresh::Patience;

/// The most live forms of a site: each travels with every page view. `form_model::manifest::Manifest::forms`.
const MAX_LIVE_FORMS: usize = 32;

/// The most bytes of all forms' rules: the trigger module's buffer for them. `form-trigger`, boundary.rs.
const MAX_RULES_BYTES: usize = 32_768;

/// Makes what pages load, from forms and the storefront modules.
#[derive(Debug)]
pub(crate) struct Publisher {
    store: Store,
    modules: Arc<StorefrontModules>,
    public_url: Origin,
    compiler: Arc<Compiler>,
    /// Content id of everything that a script is made of, except the site itself.
    composed_for: String,
    /// Only one publish runs at a time: a script is composed of data that was read before, and compressing it takes too
    /// long to block the database, which stores submissions meanwhile.
    turn: Mutex<()>,
}

/// The result of publishing, and what a visitor's browser loads for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Published {
    /// The version that is live now.
    pub(crate) version_id: VersionId,
    /// Size of its bundle, in bytes.
    pub(crate) bundle_bytes: usize,
    /// The same in brotli.
    pub(crate) bundle_brotli_bytes: usize,
    /// Size of the site's script with this form in it, in bytes of brotli.
    pub(crate) onsite_brotli_bytes: usize,
}

impl Publisher {
    /// Takes the modules, and makes sure that their files can be loaded.
    pub(crate) async fn start(
        store: Store,
        modules: StorefrontModules,
        public_url: Origin,
        compiler: Compiler,
    ) -> Result<Self, Error> {
        let composed_for = composed_for::composed_for(
            &modules,
            &public_url,
            form_compile::FINGERPRINT,
            clock::now_seconds(),
        );
        let publisher = Publisher {
            store,
            modules: Arc::new(modules),
            public_url,
            compiler: Arc::new(compiler),
            composed_for,
            turn: Mutex::new(()),
        };
        publisher.add_module_files().await?;
        Ok(publisher)
    }

    /// Makes the draft of a form its live version.
    pub(crate) async fn publish(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
    ) -> Result<Published, Error> {
        let site = self.site(site_id).await?;
        let (turn, form, compiled) = self.compile_draft(site_id, form_id).await?;
        let composed_for = self.composed_for(site_id).await?;
        let mut places = self.store.places(site_id).await?;
        if let Some(place) = places.iter_mut().find(|place| place.form_id == *form_id) {
            place.entry = Some(compiled.manifest_entry.clone());
        }
        let script = self.compose(&turn, &site, places).await?;
        let (bundle, files) = self.pack(&compiled).await?;

        let mut write = self.store.write().await?;
        store::assets::add(&mut write, &files).await?;
        store::assets::add(&mut write, std::slice::from_ref(&bundle)).await?;
        store::versions::put(&mut write, site_id, &form, &compiled).await?;
        store::forms::set_live(&mut write, site_id, form_id, Some(&compiled.version_id)).await?;
        store::onsite_scripts::put(&mut write, site_id, &script, &composed_for).await?;
        write.commit().await?;

        Ok(Published {
            version_id: compiled.version_id,
            bundle_bytes: bundle.bytes(),
            bundle_brotli_bytes: bundle.brotli_bytes(),
            onsite_brotli_bytes: script.brotli_bytes(),
        })
    }

    /// Takes a form away from visitors; its versions stay.
    pub(crate) async fn unpublish(&self, site_id: &SiteId, form_id: &FormId) -> Result<(), Error> {
        let turn = self.turn.lock().await;
        let site = self.site(site_id).await?;
        let composed_for = self.composed_for(site_id).await?;
        let mut places = self.store.places(site_id).await?;
        let place = places.iter_mut().find(|place| place.form_id == *form_id);
        place
            .ok_or_else(|| Error::UnknownForm(form_id.to_string()))?
            .entry = None;
        let script = self.compose(&turn, &site, places).await?;

        let mut write = self.store.write().await?;
        store::forms::set_live(&mut write, site_id, form_id, None).await?;
        store::onsite_scripts::put(&mut write, site_id, &script, &composed_for).await?;
        Ok(write.commit().await?)
    }

    /// Makes a site, or replaces its settings, which are part of its script.
    pub(crate) async fn put_site(&self, site: &Site) -> Result<(), Error> {
        let turn = self.turn.lock().await;
        let composed_for = self.composed_for(&site.site_id).await?;
        let places = self.store.places(&site.site_id).await?;
        let script = self.compose(&turn, site, places).await?;

        let mut write = self.store.write().await?;
        store::sites::put(&mut write, site).await?;
        store::onsite_scripts::put(&mut write, &site.site_id, &script, &composed_for).await?;
        Ok(write.commit().await?)
    }

    /// Compiles the draft of a form for a preview. Its files can then be loaded with their hashes; the bundle itself is
    /// only in the return value.
    pub(crate) async fn preview(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
    ) -> Result<Compiled, Error> {
        let draft = self.draft(site_id, form_id).await?;
        let form = bounded_json::value(&draft, MAX_FORM_BYTES)?.to_string();
        let compiled = self.compile(self.compiler.clone(), &form, form_id).await?;
        let files = self.pack_files(&compiled).await?;
        if !files.is_empty() {
            let mut write = self.store.write().await?;
            store::assets::add(&mut write, &files).await?;
            write.commit().await?;
        }
        Ok(compiled)
    }

    /// All problems that would keep a draft from being published. They are found here, because any draft can be put.
    pub(crate) async fn problems(
        &self,
        draft: &str,
        form_id: &FormId,
    ) -> Result<Vec<Problem>, Error> {
        match self.compile(Arc::new(Compiler::Here), draft, form_id).await {
            Ok(_) => Ok(Vec::new()),
            Err(Error::Problems(problems)) => Ok(problems),
            Err(error) => Err(error),
        }
    }

    async fn site(&self, site_id: &SiteId) -> Result<Site, Error> {
        self.store
            .site(site_id)
            .await?
            .ok_or_else(|| Error::UnknownSite(site_id.to_string()))
    }

    /// Compiles the draft of a form, and takes the turn to publish. Also returns the compiled text: the draft as it was
    /// understood, so that the stored version is what was published. May wait for the renderer service without blocking
    /// other publishes; a draft that was put meanwhile is compiled again.
    async fn compile_draft(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
    ) -> Result<(MutexGuard<'_, ()>, String, Compiled), Error> {
        let mut draft = self.draft(site_id, form_id).await?;
        loop {
            let form = bounded_json::value(&draft, MAX_FORM_BYTES)?.to_string();
            let compiled = self.compile(self.compiler.clone(), &form, form_id).await?;
            let turn = self.turn.lock().await;
            let latest = self.draft(site_id, form_id).await?;
            if latest == draft {
                return Ok((turn, form, compiled));
            }
            draft = latest;
        }
    }

    async fn draft(&self, site_id: &SiteId, form_id: &FormId) -> Result<String, Error> {
        let draft = self.store.draft(site_id, form_id).await?;
        draft.ok_or_else(|| Error::UnknownForm(form_id.to_string()))
    }

    /// Validates and compiles a form that was put under an id.
    async fn compile(
        &self,
        compiler: Arc<Compiler>,
        form: &str,
        form_id: &FormId,
    ) -> Result<Compiled, Error> {
        let (json, form_id) = (form.to_owned(), form_id.clone());
        let (modules, public_url) = (self.modules.clone(), self.public_url.clone());
        let now = clock::now_seconds();
        let compile = move || {
            let form = valid_form(&json, &form_id).map_err(Error::Problems)?;
            compiler.compile(&json, &form, &modules, public_url.as_str(), now)
        };
        spawn_blocking(compile).await?
    }

    /// Composes and compresses the script of a site; the caller must have the turn, or it writes outdated data.
    async fn compose(
        &self,
        _turn: &MutexGuard<'_, ()>,
        site: &Site,
        places: Vec<Place>,
    ) -> Result<Packed, Error> {
        let entries: Vec<ManifestEntry> =
            places.into_iter().filter_map(|place| place.entry).collect();
        if entries.len() > MAX_LIVE_FORMS {
            let message = format!(
                "The form would be live form {} of the site; {MAX_LIVE_FORMS} are allowed, so unpublish one first",
                entries.len()
            );
            return Err(Error::Problems(vec![Problem::new("$", message)]));
        }
        let modules = self.modules.clone();
        let manifest = modules.manifest(
            &site.site_id,
            self.public_url.as_str(),
            site.engine,
            &site.settings,
            entries,
        );
        let rules_bytes: usize = manifest.forms.iter().map(|form| form.rules.len()).sum();
        if rules_bytes > MAX_RULES_BYTES {
            let message = format!(
                "The form would make the rules of the site's live forms {rules_bytes} bytes long; {MAX_RULES_BYTES} are allowed, so shorten some lists or unpublish a form first"
            );
            return Err(Error::Problems(vec![Problem::new("$", message)]));
        }
        let pack = move || {
            let script = modules.compose(&manifest).into_bytes();
            Packed::pack(form_compile::Asset::new("js", script))
        };
        Ok(spawn_blocking(pack).await??)
    }

    /// The bundle of a version, and its other files that are not in the database yet.
    async fn pack(&self, compiled: &Compiled) -> Result<(Packed, Vec<Packed>), Error> {
        let bundle = compiled.bundle.clone();
        let bundle = spawn_blocking(move || Packed::pack(bundle)).await??;
        Ok((bundle, self.pack_files(compiled).await?))
    }

    /// The other files of a version, as far as they are not in the database.
    async fn pack_files(&self, compiled: &Compiled) -> Result<Vec<Packed>, Error> {
        let mut files = Vec::new();
        for file in &compiled.files {
            if !self.store.has_asset(file).await? {
                let file = file.clone();
                files.push(spawn_blocking(move || Packed::pack(file)).await??);
            }
        }
        Ok(files)
    }
}

/// Compiles a form for the render module of `modules`; its files will be found below `base_url`, and `now` is in unix
/// seconds.
pub(crate) fn compile(
    form: &ValidForm,
    modules: &StorefrontModules,
    base_url: &str,
    now: u32,
) -> Result<Compiled, Vec<Problem>> {
    form_compile::compile(form, compiler::render_hashes(modules), base_url, now)
}

/// Reads a draft as a valid form with the id under which it was put.
fn valid_form(draft: &str, form_id: &FormId) -> Result<ValidForm, Vec<Problem>> {
    let form = validate_json(draft)?;
    let own_id = &form.form().form_id;
    if own_id != form_id {
        let message = format!(
            "is {:?}; the form was put as {:?}",
            own_id.as_str(),
            form_id.as_str()
        );
        return Err(vec![Problem::new("$.form_id", message)]);
    }
    Ok(form)
}
