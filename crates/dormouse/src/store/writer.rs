//! The one connection that writes, because SQLite has one writer: requests wait here in their order, and not for the
//! file's lock in turns.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions,
};
use tokio::{
    sync::{Mutex, OwnedMutexGuard},
    time::{sleep, timeout},
};

/// <https://www.sqlite.org/pragma.html#pragma_wal_checkpoint>
const EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// How long emptying the log waits for readers, while nothing else can write.
const READERS_TIMEOUT: Duration = Duration::from_millis(200);

/// How long until emptying the log is tried again.
const EMPTY_LOG_PAUSE: Duration = Duration::from_secs(1);

/// The connection, or how to open it.
///
/// Not a pool, which would test the connection after every use, and would not notice a connection that SQLite took out
/// of its transaction, as it does when the disk is full: sqlx counts transactions itself.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    options: SqliteConnectOptions,
    busy_timeout: Duration,
    idle: Arc<Mutex<Option<SqliteConnection>>>,
}

/// The connection, held by one request. If it is dropped before [`keep`](Held::keep), it is closed, which undoes what
/// it had begun, whatever state an error or a canceled request left it in; the next request opens another.
#[derive(Debug)]
pub(super) struct Held {
    home: OwnedMutexGuard<Option<SqliteConnection>>,
    connection: SqliteConnection,
}

/// A transaction; uncommitted changes are undone when it is dropped.
#[derive(Debug)]
pub(crate) struct Write(Held);

impl Writer {
    pub(super) fn new(options: SqliteConnectOptions, busy_timeout: Duration) -> Self {
        Writer {
            options,
            busy_timeout,
            idle: Arc::default(),
        }
    }

    /// Waits for its turn, and takes the connection.
    pub(super) async fn hold(&self) -> Result<Held, sqlx::Error> {
        let turn = timeout(self.busy_timeout, self.idle.clone().lock_owned()).await;
        let mut home = turn.map_err(|_| sqlx::Error::PoolTimedOut)?;
        let connection = match home.take() {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok(Held { home, connection })
    }

    /// Begins a transaction that need not wait for another one later.
    pub(super) async fn begin(&self) -> Result<Write, sqlx::Error> {
        let mut held = self.hold().await?;
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *held).await?;
        Ok(Write(held))
    }

    /// Waits for running writes, moves them from the log into the database file, and closes the connection.
    pub(super) async fn close(&self) -> Result<(), sqlx::Error> {
        let mut held = self.hold().await?;
        sqlx::query(EMPTY_LOG).execute(&mut *held).await?;
        held.connection.close().await
    }

    /// Moves the log into the database file and empties it. Returns `false` if that was not possible, because a reader,
    /// such as a backup, still needs the log. Waits only a moment for readers, because submissions wait for this
    /// connection.
    pub(super) async fn empty_log(&self) -> Result<bool, sqlx::Error> {
        let mut held = self.hold().await?;
        set_busy_timeout(&mut held, READERS_TIMEOUT).await?;
        let is_busy: i64 = sqlx::query_scalar(EMPTY_LOG).fetch_one(&mut *held).await?;
        set_busy_timeout(&mut held, self.busy_timeout).await?;
        held.keep();
        Ok(is_busy == 0)
    }

    /// Tries to empty the log until that is possible.
    pub(super) fn empty_log_later(&self) {
        let Writer {
            options,
            busy_timeout,
            idle,
        } = self.clone();
        let idle = Arc::downgrade(&idle);
        tokio::spawn(async move {
            loop {
                sleep(EMPTY_LOG_PAUSE).await;
                // The database was closed, which empties the log.
                let Some(idle) = idle.upgrade() else {
                    return;
                };
                let writer = Writer {
                    options: options.clone(),
                    busy_timeout,
                    idle,
                };
                match writer.empty_log().await {
                    Ok(true) => return,
                    Ok(false) => {}
                    Err(error) => {
                        tracing::warn!(%error, "the write-ahead log could not be emptied")
                    }
                }
            }
        });
    }
}

async fn set_busy_timeout(
    connection: &mut SqliteConnection,
    time: Duration,
) -> Result<(), sqlx::Error> {
    let sql = format!("PRAGMA busy_timeout = {}", time.as_millis());
    sqlx::query(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}

impl Held {
    /// Leaves the connection, which is in no transaction, to the next request.
    pub(super) fn keep(self) {
        let Held {
            mut home,
            connection,
        } = self;
        *home = Some(connection);
    }
}

impl Write {
    /// Commits: the changes are on the disk when this returns.
    pub(crate) async fn commit(mut self) -> Result<(), sqlx::Error> {
        sqlx::query("COMMIT").execute(&mut *self).await?;
        self.0.keep();
        Ok(())
    }
}

impl Deref for Held {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}

impl Deref for Write {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.0
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}
