//! Whether the service can do its work: the database can be read, and the disk can be written.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{sync::Mutex, task::spawn_blocking};

use crate::{Error, data_folder::DataFolder, store::Store};

/// How long an answer is reused. Any client may ask `/readyz`, and each check writes to the disk.
const HOLDS: Duration = Duration::from_secs(1);

/// The last answer, and when it was found.
#[derive(Debug, Default)]
pub(crate) struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    /// Fails if the service cannot read or write. A disk that is full, or was remounted read-only, can still be read.
    pub(crate) async fn check(&self, store: &Store, folder: &Arc<DataFolder>) -> Result<(), Error> {
        store.check_readable().await?;
        // Held meanwhile, so that clients that ask at the same time get the same answer.
        let mut last = self.0.lock().await;
        if let Some((found_at, is_ready)) = *last
            && found_at.elapsed() < HOLDS
        {
            let again = || Error::Unavailable(anyhow::anyhow!("the disk takes nothing"));
            return is_ready.then_some(()).ok_or_else(again);
        }
        let folder = folder.clone();
        let result: io::Result<()> = spawn_blocking(move || folder.check_writable()).await?;
        *last = Some((Instant::now(), result.is_ok()));
        result.map_err(|error| Error::Unavailable(error.into()))
    }
}
