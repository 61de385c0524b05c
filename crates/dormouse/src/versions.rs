//! Published versions, parsed once and kept in memory: every submission is checked against one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bounded_json::stored;
use form_model::{FormId, Problem, SiteId, Version, VersionId, validate_json};
use serde_json::Value;
use tokio::{
    sync::{OnceCell, Semaphore},
    task::spawn_blocking,
};

use crate::{Error, store::Store};

/// How many versions are kept. Without their pictures they take some 10 kB each.
const KEPT: usize = 256;

/// How many versions are parsed at a time. With its pictures, one takes up to some 50 MB meanwhile.
const PARSED_AT_ONCE: usize = 2;

/// Versions by site, form and id. They are immutable, so nothing here is ever outdated.
#[derive(Debug)]
pub(crate) struct Versions {
    kept: Mutex<HashMap<Key, Kept>>,
    parsing: Arc<Semaphore>,
}

type Key = (SiteId, FormId, VersionId);

/// A version, once it is parsed.
type Kept = Arc<OnceCell<Arc<Version>>>;

impl Default for Versions {
    fn default() -> Self {
        Versions {
            kept: Mutex::default(),
            parsing: Arc::new(Semaphore::new(PARSED_AT_ONCE)),
        }
    }
}

impl Versions {
    /// Finds a version that was ever published.
    ///
    /// It is parsed once, however many requests ask for it at the same time, and to the end, even if they are canceled:
    /// otherwise, a client that hangs up early could make the service parse the same version again and again.
    pub(crate) async fn find(
        &self,
        store: &Store,
        site_id: &SiteId,
        form_id: &FormId,
        version_id: &VersionId,
    ) -> Result<Arc<Version>, Error> {
        let key = (site_id.clone(), form_id.clone(), version_id.clone());
        let cell = self.cell(&key);
        if let Some(version) = cell.get() {
            return Ok(version.clone());
        }
        let (store, parsing) = (store.clone(), self.parsing.clone());
        let read = async move {
            let parse = || read(&store, &key, &parsing);
            cell.get_or_try_init(parse).await.cloned()
        };
        tokio::spawn(read).await?
    }

    fn cell(&self, key: &Key) -> Kept {
        let mut kept = self.lock();
        if let Some(cell) = kept.get(key) {
            return cell.clone();
        }
        if kept.len() >= KEPT {
            let any = kept.keys().next().cloned();
            any.and_then(|any| kept.remove(&any));
        }
        kept.entry(key.clone()).or_default().clone()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn read(store: &Store, key: &Key, parsing: &Semaphore) -> Result<Arc<Version>, Error> {
    let _permit = parsing.acquire().await;
    let (site_id, form_id, version_id) = key;
    let form = store.version_form(site_id, form_id, version_id).await?;
    let form = form.ok_or_else(|| Error::UnknownVersion(version_id.to_string()))?;
    Ok(Arc::new(spawn_blocking(move || parse(&form)).await??))
}

fn parse(form: &str) -> Result<Version, Error> {
    let invalid =
        |why: String| Error::Internal(anyhow::anyhow!("a published version is not valid: {why}"));
    let form = understood(form).map_err(|fault| invalid(fault.to_string()))?;
    let form = validate_json(&form).map_err(|problems| {
        let first = problems.first().map(Problem::to_string);
        invalid(first.unwrap_or_default())
    })?;
    Ok(without_pictures(form.version().clone()))
}

/// A stored version in its canonical form: earlier releases stored the text as sent, but what is live is how they
/// understood it.
pub(crate) fn understood(form: &str) -> Result<String, bounded_json::Fault> {
    stored(form).map(|form: Value| form.to_string())
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
