//! Table `assets`: immutable files.

use axum::body::Bytes;
use form_compile::Asset;

use super::{Store, Write};
use crate::{content_encoding::ContentEncoding, packed::Packed};

mod shared;

pub(crate) use shared::SharedFiles;

impl Store {
    /// Whether a file exists.
    pub(crate) async fn has_asset(&self, asset: &Asset) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM assets WHERE hash = ? AND extension = ?)")
            .bind(&asset.hash)
            .bind(asset.extension)
            .fetch_one(&self.readers)
            .await
    }

    /// The bytes of a file in one encoding.
    pub(crate) async fn asset(
        &self,
        hash: &str,
        extension: &str,
        encoding: ContentEncoding,
    ) -> Result<Option<Bytes>, sqlx::Error> {
        let key = (hash.to_owned(), extension.to_owned(), encoding);
        if let Some(bytes) = self.files.get(&key) {
            return Ok(Some(bytes));
        }
        let sql = match encoding {
            ContentEncoding::Brotli => "SELECT brotli FROM assets WHERE hash = ? AND extension = ?",
            ContentEncoding::Gzip => "SELECT gzip FROM assets WHERE hash = ? AND extension = ?",
            ContentEncoding::Identity => {
                "SELECT identity FROM assets WHERE hash = ? AND extension = ?"
            }
        };
        let bytes: Option<Vec<u8>> = sqlx::query_scalar(sql)
            .bind(hash)
            .bind(extension)
            .fetch_optional(&self.readers)
            .await?;
        Ok(bytes.map(|bytes| self.files.add(key, bytes)))
    }
}

/// Adds files; an existing one is the same, because it has the same hash.
pub(crate) async fn add(write: &mut Write, assets: &[Packed]) -> Result<(), sqlx::Error> {
    for Packed {
        asset,
        brotli,
        gzip,
    } in assets
    {
        sqlx::query("INSERT INTO assets (hash, extension, identity, brotli, gzip) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(&asset.hash)
            .bind(asset.extension)
            .bind(&asset.bytes)
            .bind(brotli)
            .bind(gzip)
            .execute(&mut **write)
            .await?;
    }
    Ok(())
}
