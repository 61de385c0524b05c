//! Updates published forms when the service starts with other modules, or at another address.

use form_model::{FormId, SiteId, VersionId};
use tokio::task::spawn_blocking;

use super::Publisher;
use crate::{
    Error,
    packed::Packed,
    store::{self, sites::Site},
    versions::understood,
};

/// Stored as a script's fingerprint while some of its forms still have to be compiled.
const UNFINISHED: &str = "unfinished";

/// Whether to wait for the renderer service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Wait for it.
    Waits,
    /// Leave for later what only it could do.
    Leaves,
}

impl Publisher {
    /// Adds the files that composed scripts request. Earlier ones stay, for pages with an earlier script.
    pub(super) async fn add_module_files(&self) -> Result<(), Error> {
        let mut files = Vec::new();
        for file in self.modules.files() {
            if !self.store.has_asset(&file).await? {
                files.push(spawn_blocking(move || Packed::pack(file)).await??);
            }
        }
        if files.is_empty() {
            return Ok(());
        }
        let mut write = self.store.write().await?;
        store::assets::add(&mut write, &files).await?;
        Ok(write.commit().await?)
    }

    /// Recompiles the live versions and composes the script of each site whose fingerprint differs. Returns whether
    /// that was possible: without the renderer service a version stays as it was compiled. The start does not wait for
    /// it, so that published forms are available at once.
    pub(crate) async fn refresh_sites(&self, patience: Patience) -> Result<bool, Error> {
        let waits = matches!(patience, Patience::Waits);
        let mut is_renderer_there = waits || self.compiler.is_here();
        for site in self.store.sites().await? {
            if self.store.composed_for(&site.site_id).await?.as_deref() != Some(&self.composed_for)
            {
                self.refresh_site(&site, &mut is_renderer_there).await?;
            }
        }
        Ok(is_renderer_there)
    }

    /// The fingerprint to store with a script that is composed now: still to be refreshed, if it was before.
    pub(super) async fn composed_for(&self, site_id: &SiteId) -> Result<String, Error> {
        let noted = self.store.composed_for(site_id).await?;
        Ok(noted
            .filter(|noted| noted == UNFINISHED)
            .unwrap_or_else(|| self.composed_for.clone()))
    }

    /// After one failure, does not ask the renderer service again, so that a start does not wait for every form.
    async fn refresh_site(&self, site: &Site, is_renderer_there: &mut bool) -> Result<(), Error> {
        let turn = self.turn.lock().await;
        let site_id = &site.site_id;
        let mut places = self.store.places(site_id).await?;
        let mut recompiled = Vec::new();
        let mut is_finished = true;
        for place in &mut places {
            let Some(entry) = &mut place.entry else {
                continue;
            };
            let form = self
                .version_form(site_id, &place.form_id, &entry.version_id)
                .await?;
            let compiled = if *is_renderer_there {
                self.compile(self.compiler.clone(), &form, &place.form_id)
                    .await
            } else {
                let reason = anyhow::anyhow!("it is asked later");
                Err(Error::RendererUnavailable(reason))
            };
            match compiled {
                Ok(compiled) => {
                    *entry = compiled.manifest_entry.clone();
                    let (bundle, mut files) = self.pack(&compiled).await?;
                    files.push(bundle);
                    recompiled.push((form, compiled, files));
                }
                // A published form shows as it was compiled then, rather than not at all.
                Err(Error::Problems(problems)) => {
                    let (form_id, problems) = (&place.form_id, problems.len());
                    tracing::warn!(site.id = %site_id, form.id = %form_id, problems, "a live version is no longer valid and stays as it was compiled");
                }
                Err(Error::RendererUnavailable(error)) => {
                    let form_id = &place.form_id;
                    tracing::warn!(site.id = %site_id, form.id = %form_id, %error, "a live version stays as it was compiled, until the renderer service answers");
                    *is_renderer_there = false;
                    is_finished = false;
                }
                // One form must not keep the service, and all other forms, from starting.
                Err(error) => {
                    let form_id = &place.form_id;
                    tracing::error!(site.id = %site_id, form.id = %form_id, %error, "a live version could not be compiled and stays as it was");
                }
            }
        }
        let script = self.compose(&turn, site, places).await?;
        let composed_for = if is_finished {
            &self.composed_for
        } else {
            UNFINISHED
        };

        let mut write = self.store.write().await?;
        for (form, compiled, files) in &recompiled {
            store::assets::add(&mut write, files).await?;
            store::versions::put(&mut write, site_id, form, compiled).await?;
            // If the model now reads the same JSON as other content, this is another version of the form.
            let form_id = &compiled.manifest_entry.form_id;
            store::forms::set_live(&mut write, site_id, form_id, Some(&compiled.version_id))
                .await?;
        }
        store::onsite_scripts::put(&mut write, site_id, &script, composed_for).await?;
        write.commit().await?;
        tracing::info!(site.id = %site_id, versions = recompiled.len(), "made the site's script anew");
        Ok(())
    }

    async fn version_form(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
        version_id: &VersionId,
    ) -> Result<String, Error> {
        let form = self
            .store
            .version_form(site_id, form_id, version_id)
            .await?;
        let form = form.ok_or_else(|| {
            Error::Internal(anyhow::anyhow!(
                "live version {version_id} is not in the database"
            ))
        })?;
        understood(&form)
            .map_err(|fault| Error::Internal(anyhow::anyhow!("live version {version_id} {fault}")))
    }
}
