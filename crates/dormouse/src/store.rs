//! The database: one SQLite file, written by one connection and read by several.

use std::{path::Path, time::Duration};

use sqlx::{
    SqlSafeStr, Sqlite, SqlitePool, Transaction,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub(crate) mod assets;
pub(crate) mod forms;
pub(crate) mod onsite_scripts;
pub(crate) mod sites;
pub(crate) mod submissions;
pub(crate) mod versions;

/// Connections that read. A read takes microseconds; more than a few only wait for the same cores.
const READERS: u32 = 4;

/// Pages that each connection keeps in memory, in KiB as SQLite writes it: 16 MiB. Ids are random, so that every
/// submission touches other pages of each index.
const CACHE_SIZE: &str = "-16384";

/// Pages of the write-ahead log after which it is moved into the database file: 32 MiB. The same index pages change
/// again and again, and are moved once; with SQLite's own 1,000 pages, storing is a tenth slower.
const CHECKPOINT_PAGES: &str = "8000";

/// The migrations, oldest first. `sqlx::migrate!` would embed the same, but compile SQLite for the build as well.
const MIGRATIONS: [(i64, &str, &str); 2] = [
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
];

/// The database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    readers: SqlitePool,
    /// One connection, because SQLite has one writer: requests wait here in their order, and not for a lock in turns.
    writer: SqlitePool,
}

/// A transaction of the one writer; what is not committed is undone when it is dropped.
pub(crate) type Write = Transaction<'static, Sqlite>;

impl Store {
    /// Opens the database file, makes it where it does not exist, and brings its tables up to date.
    pub(crate) async fn open(file: &Path, busy_timeout: Duration) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Durable: a commit has reached the disk before a visitor is told that the answer was stored.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("cache_size", CACHE_SIZE)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
            .busy_timeout(busy_timeout);
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(busy_timeout)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
        };
        let writer = pool(1).connect_with(options.clone()).await?;
        migrate(&writer).await?;
        let readers = pool(READERS).connect_with(options.read_only(true)).await?;
        Ok(Store { readers, writer })
    }

    /// Begins to write. Everything that writes goes through here, which is where commits of several requests could be
    /// joined into one, should a disk's flushes be what bounds the service.
    pub(crate) async fn write(&self) -> Result<Write, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Makes sure that the database answers.
    pub(crate) async fn check_ready(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1 FROM sites LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        Ok(())
    }

    /// Waits for what is being written, moves it from the log into the database file, and closes it.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&self.writer)
            .await
        {
            tracing::warn!(error = %error, "the write-ahead log could not be emptied; the next start does it");
        }
        self.writer.close().await;
    }
}

async fn migrate(writer: &SqlitePool) -> Result<(), sqlx::Error> {
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

/// Turns what should never be in the database, since nothing else is written, into an error that names it.
fn corrupt(what: &'static str) -> sqlx::Error {
    sqlx::Error::Decode(
        format!("{what} in the database has another shape than is ever written").into(),
    )
}
