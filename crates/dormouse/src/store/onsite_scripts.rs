//! Table `onsite_scripts`: the scripts that pages load, one row per site.

use form_model::SiteId;
use sqlx::Row;

use super::{Store, Write};
use crate::{content_encoding::ContentEncoding, packed::Packed};

impl Store {
    /// Hash of a site's script, and its bytes in one encoding.
    pub(crate) async fn script(
        &self,
        site_id: &SiteId,
        encoding: ContentEncoding,
    ) -> Result<Option<(String, Vec<u8>)>, sqlx::Error> {
        let sql = match encoding {
            ContentEncoding::Brotli => {
                "SELECT hash, brotli AS bytes FROM onsite_scripts WHERE site_id = ?"
            }
            ContentEncoding::Gzip => {
                "SELECT hash, gzip AS bytes FROM onsite_scripts WHERE site_id = ?"
            }
            ContentEncoding::Identity => {
                "SELECT hash, identity AS bytes FROM onsite_scripts WHERE site_id = ?"
            }
        };
        let row = sqlx::query(sql)
            .bind(site_id.as_str())
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| Ok((row.try_get("hash")?, row.try_get("bytes")?)))
            .transpose()
    }

    /// The fingerprint of a site's script; `None` if the site has no script yet.
    pub(crate) async fn composed_for(
        &self,
        site_id: &SiteId,
    ) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT composed_for FROM onsite_scripts WHERE site_id = ?")
            .bind(site_id.as_str())
            .fetch_optional(&self.readers)
            .await
    }
}

/// Replaces the script of a site.
pub(crate) async fn put(
    write: &mut Write,
    site_id: &SiteId,
    script: &Packed,
    composed_for: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT OR REPLACE INTO onsite_scripts (site_id, hash, identity, brotli, gzip, composed_for)
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(site_id.as_str())
    .bind(&script.asset.hash)
    .bind(&script.asset.bytes)
    .bind(&script.brotli)
    .bind(&script.gzip)
    .bind(composed_for)
    .execute(&mut **write)
    .await?;
    Ok(())
}
