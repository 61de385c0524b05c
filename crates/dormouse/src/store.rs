//! The database: one SQLite file, written by one connection and read by several.

use std::{path::Path, time::Duration};

use sqlx::{
    SqlSafeStr, SqliteConnection, SqlitePool,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use writer::Writer;

pub(crate) mod assets;
mod erase;
pub(crate) mod forms;
pub(crate) mod onsite_scripts;
mod server_keys;
pub(crate) mod sites;
pub(crate) mod submissions;
pub(crate) mod versions;

mod data_changes;
mod json;
mod writer;

pub(crate) use writer::Write;

/// Connections that read. A read takes microseconds; more than a few only wait for the same cores.
const READERS: u32 = 4;

/// The memory cache of each connection, in SQLite's notation: 16 MiB, eight times its default. Ids are random, so every
/// submission touches different pages of each index.
const CACHE_SIZE: &str = "-16384";

/// The migrations, oldest first. `sqlx::migrate!` would embed the same, but compile SQLite for the build as well.
const MIGRATIONS: [(i64, &str, &str); 10] = [
    (
        1,
        "sites and forms",
        include_str!("../migrations/0001_sites_and_forms.sql"),
    ),
    (
        2,
        "submissions",
        include_str!("../migrations/0002_submissions.sql"),
    ),
    (
        3,
        "site settings and priorities",
        include_str!("../migrations/0003_site_settings_and_priorities.sql"),
    ),
    (
        4,
        "form types",
        include_str!("../migrations/0004_form_types.sql"),
    ),
    (5, "teasers", include_str!("../migrations/0005_teasers.sql")),
    (
        6,
        "limits on writes",
        include_str!("../migrations/0006_limits_on_writes.sql"),
    ),
    (
        7,
        "canonical addresses",
        include_str!("../migrations/0007_canonical_addresses.sql"),
    ),
    (
        8,
        "retired versions",
        include_str!("../migrations/0008_retired_versions.sql"),
    ),
    (
        9,
        "suspected submissions",
        include_str!("../migrations/0009_suspected_submissions.sql"),
    ),
    (
        10,
        "server keys",
        include_str!("../migrations/0010_server_keys.sql"),
    ),
];

/// The database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    readers: SqlitePool,
    writer: Writer,
    files: assets::SharedFiles,
}

impl Store {
    /// Opens the database file, creates it if it does not exist, and updates its tables.
    pub(crate) async fn open(file: &Path, busy_timeout: Duration) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Durable: a commit is on the disk before the page learns that the answer was stored.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("cache_size", CACHE_SIZE)
            // Erased data is removed from the file, too, and the table that lists it is never on the disk.
            .pragma("secure_delete", "on")
            .pragma("temp_store", "memory")
            .busy_timeout(busy_timeout);
        let writer = Writer::new(options.clone(), busy_timeout);
        let mut held = writer.hold().await?;
        migrate(&mut held).await?;
        data_changes::make(&mut held).await?;
        held.keep();
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(busy_timeout)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Store {
            readers,
            writer,
            files: assets::SharedFiles::default(),
        })
    }

    /// Makes sure that the database can be read.
    pub(crate) async fn check_readable(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1 FROM sites LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        Ok(())
    }

    /// Starts to write.
    pub(crate) async fn write(&self) -> Result<Write, sqlx::Error> {
        self.writer.begin().await
    }

    /// Waits for running writes, moves them from the log into the database file, and closes it.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        if let Err(error) = self.writer.close().await {
            tracing::warn!(error = %error, "the write-ahead log could not be emptied; the next start does it");
        }
    }
}

async fn migrate(writer: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let migrations = MIGRATIONS.map(|(version, description, sql)| {
        Migration::new(
            version,
            description.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    Ok(Migrator::with_migrations(migrations.into())
        .run(writer)
        .await?)
}

/// Turns invalid data, which nothing should write into the database, into an error that names it.
fn corrupt(what: &'static str) -> sqlx::Error {
    sqlx::Error::Decode(
        format!("{what} in the database has another shape than is ever written").into(),
    )
}

#[cfg(test)]
mod tests {
    use std::slice;

    use form_compile::Asset;

    use super::*;
    use crate::{Error, packed::Packed};

    #[tokio::test]
    async fn a_full_disk_is_reported_as_temporary_and_leaves_nothing_half_written() {
        let folder = tempfile::tempdir().unwrap();
        let timeout = Duration::from_secs(1);
        let store = Store::open(&folder.path().join("full.sqlite"), timeout)
            .await
            .unwrap();
        // No more pages than there are now.
        let mut held = store.writer.hold().await.unwrap();
        sqlx::query("PRAGMA max_page_count = 1")
            .fetch_all(&mut *held)
            .await
            .unwrap();
        held.keep();
        let large = Packed::pack(Asset::new("png", vec![0; 1_000_000])).unwrap();
        let mut write = store.write().await.unwrap();
        let error = assets::add(&mut write, slice::from_ref(&large))
            .await
            .unwrap_err();
        assert!(matches!(Error::from(error), Error::Unavailable(_)));
        drop(write);
        assert!(!store.has_asset(&large.asset).await.unwrap());

        // There is room again, on a connection that is not in the transaction that SQLite gave up.
        let mut write = store.write().await.unwrap();
        assets::add(&mut write, slice::from_ref(&large))
            .await
            .unwrap();
        write.commit().await.unwrap();
        assert!(store.has_asset(&large.asset).await.unwrap());
        store.close().await;
    }
}
