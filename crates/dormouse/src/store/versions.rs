//! Table `versions`: every content that was ever published.

use form_compile::Compiled;
use form_model::{
    FormId, FormType, SiteId, VersionId,
    manifest::{ManifestEntry, TeaserEntry},
};
use serde::Serialize;
use serde_json::json;
use sqlx::{Row, sqlite::SqliteRow};

use super::{Store, Write, corrupt};
use crate::clock;

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct VersionSummary {
    /// Its id.
    pub(crate) version_id: String,
    /// When this content was published first, RFC 3339.
    pub(crate) published_at: String,
    /// Whether visitors see it now.
    pub(crate) is_live: bool,
}

impl Store {
    /// The JSON of a form at one version, however long ago that was published; earlier releases stored it as sent.
    pub(crate) async fn version_form(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
        version_id: &VersionId,
    ) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT form FROM versions WHERE site_id = ? AND form_id = ? AND version_id = ?",
        )
        .bind(site_id.as_str())
        .bind(form_id.as_str())
        .bind(version_id.as_str())
        .fetch_optional(&self.readers)
        .await
    }

    /// Since when visitors no longer see a version, in milliseconds since 1970-01-01 UTC: `Some(None)` while it is live,
    /// `None` if there is no such version.
    pub(crate) async fn version_retired_at(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
        version_id: &VersionId,
    ) -> Result<Option<Option<i64>>, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT retired_at FROM versions WHERE site_id = ? AND form_id = ? AND version_id = ?",
        )
        .bind(site_id.as_str())
        .bind(form_id.as_str())
        .bind(version_id.as_str())
        .fetch_optional(&self.readers)
        .await
    }

    /// The versions of a form, latest first.
    pub(crate) async fn versions(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
    ) -> Result<Vec<VersionSummary>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT v.version_id, v.version_id IS f.live_version_id AS is_live,
                    strftime('%Y-%m-%dT%H:%M:%fZ', v.published_at / 1000.0, 'unixepoch') AS published_at
             FROM versions v JOIN forms f ON f.site_id = v.site_id AND f.form_id = v.form_id
             WHERE v.site_id = ? AND v.form_id = ? ORDER BY v.published_at DESC, v.rowid DESC",
        )
        .bind(site_id.as_str())
        .bind(form_id.as_str())
        .fetch_all(&self.readers)
        .await?;
        let read = |row: SqliteRow| {
            Ok(VersionSummary {
                version_id: row.try_get("version_id")?,
                published_at: row.try_get("published_at")?,
                is_live: row.try_get("is_live")?,
            })
        };
        rows.into_iter().map(read).collect()
    }
}

/// Adds a version; an already published one keeps its content and gets its new compiled output.
pub(crate) async fn put(
    write: &mut Write,
    site_id: &SiteId,
    form: &str,
    compiled: &Compiled,
) -> Result<(), sqlx::Error> {
    let entry = &compiled.manifest_entry;
    sqlx::query(
        "INSERT INTO versions (site_id, form_id, version_id, form, published_at, bundle, render, render_twin, priority, rules, form_type, teaser)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET bundle = excluded.bundle, render = excluded.render,
                                   render_twin = excluded.render_twin, priority = excluded.priority,
                                   rules = excluded.rules, form_type = excluded.form_type,
                                   teaser = excluded.teaser",
    )
    .bind(site_id.as_str())
    .bind(entry.form_id.as_str())
    .bind(entry.version_id.as_str())
    .bind(form)
    .bind(clock::now_ms())
    .bind(&entry.bundle)
    .bind(&entry.render)
    .bind(&entry.render_twin)
    .bind(entry.priority)
    .bind(&entry.rules)
    .bind(entry.form_type)
    .bind(entry.teaser.as_ref().map(|teaser| json!(teaser).to_string()))
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Reads a manifest entry from the columns `version_id` to `teaser`.
pub(super) fn read_entry(form_id: &FormId, row: &SqliteRow) -> Result<ManifestEntry, sqlx::Error> {
    Ok(ManifestEntry {
        form_id: form_id.clone(),
        form_type: row
            .try_get::<Option<&str>, _>("form_type")?
            .and_then(FormType::named)
            .map(FormType::name),
        version_id: VersionId::parse(row.try_get("version_id")?)
            .ok_or_else(|| corrupt("a version's id"))?,
        bundle: row.try_get("bundle")?,
        render: row.try_get("render")?,
        render_twin: row.try_get("render_twin")?,
        teaser: read_teaser(row.try_get("teaser")?)?,
        priority: row.try_get("priority")?,
        rules: row.try_get("rules")?,
    })
}

fn read_teaser(column: Option<&str>) -> Result<Option<TeaserEntry>, sqlx::Error> {
    let Some(text) = column else {
        return Ok(None);
    };
    let read = bounded_json::stored(text)
        .ok()
        .and_then(|json| TeaserEntry::read(&json));
    read.map(Some).ok_or_else(|| corrupt("a version's teaser"))
}
