//! SQLite's command line, with which the end-to-end walk looks into the service's database.

use super::{Found, apt};
use crate::workspace;
use anyhow::Result;

/// Installs Debian's package unless `sqlite3` is on the PATH.
pub(super) fn ensure() -> Result<Found> {
    if workspace::on_path("sqlite3").is_some() {
        return Ok(Found::There);
    }
    apt::install(&["sqlite3"], "looking into the database of a test")?;
    Ok(Found::Missing)
}
