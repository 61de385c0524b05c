//! Published versions, parsed once and kept in memory: every submission is checked against one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use form_model::{FormId, SiteId, Version, VersionId, validate_json};
use tokio::task::spawn_blocking;

use crate::{Error, store::Store};

/// How many versions are kept. Without their pictures they take some 10 kB each.
const KEPT: usize = 256;

/// Versions by site, form and id. They are immutable, so nothing here is ever outdated.
#[derive(Debug, Default)]
pub(crate) struct Versions(Mutex<HashMap<Key, Arc<Version>>>);

type Key = (SiteId, FormId, VersionId);

impl Versions {
    /// Finds a version that was ever published.
    pub(crate) async fn find(
        &self,
        store: &Store,
        site_id: &SiteId,
        form_id: &FormId,
        version_id: &VersionId,
    ) -> Result<Option<Arc<Version>>, Error> {
        let key = (site_id.clone(), form_id.clone(), version_id.clone());
        if let Some(version) = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Ok(Some(version.clone()));
        }
        let Some(form) = store.version_form(site_id, form_id, version_id).await? else {
            return Ok(None);
        };
        let version = Arc::new(spawn_blocking(move || parse(&form)).await??);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, version.clone());
        Ok(Some(version))
    }
}

fn parse(form: &str) -> Result<Version, Error> {
    let form = validate_json(form).map_err(|problems| {
        let first = problems
            .first()
            .map(|problem| format!("{} {}", problem.path, problem.message));
        Error::Internal(anyhow::anyhow!(
            "a published version is not valid: {}",
            first.unwrap_or_default()
        ))
    })?;
    Ok(without_pictures(form.version().clone()))
}

/// Checking answers needs no pictures, which may be megabytes.
fn without_pictures(mut version: Version) -> Version {
    let columns = version.steps.iter_mut().flat_map(|step| &mut step.columns);
    for block in columns
        .flat_map(|column| &mut column.rows)
        .flat_map(|row| &mut row.blocks)
    {
        block.drop_picture();
    }
    version
}
