//! Table `forms`: drafts, and which version is live.

use form_model::{FormId, SiteId, VersionId, manifest::ManifestEntry};
use serde::Serialize;
use sqlx::Row;

use super::{Store, Write, corrupt, versions};
use crate::clock;

/// A form in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FormSummary {
    /// Its id.
    pub(crate) form_id: String,
    /// Its name, if the draft has a valid one.
    pub(crate) name: Option<String>,
    /// `live` or `draft`.
    pub(crate) status: &'static str,
    /// The version that visitors see.
    pub(crate) live_version_id: Option<String>,
    /// When the draft was put last, RFC 3339.
    pub(crate) draft_updated_at: String,
}

/// A form's position in the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The form.
    pub(crate) form_id: FormId,
    /// Its manifest entry; `None` for a form that is not live.
    pub(crate) entry: Option<ManifestEntry>,
}

impl Store {
    /// The draft of a form, exactly as it was put.
    pub(crate) async fn draft(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
    ) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT draft FROM forms WHERE site_id = ? AND form_id = ?")
            .bind(site_id.as_str())
            .bind(form_id.as_str())
            .fetch_optional(&self.readers)
            .await
    }

    /// The forms of a site, oldest first.
    pub(crate) async fn forms(&self, site_id: &SiteId) -> Result<Vec<FormSummary>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT form_id, live_version_id,
                    CASE json_type(draft, '$.name') WHEN 'text' THEN CAST(draft ->> '$.name' AS BLOB) END AS name,
                    strftime('%Y-%m-%dT%H:%M:%fZ', draft_updated_at / 1000.0, 'unixepoch') AS draft_updated_at
             FROM forms WHERE site_id = ? ORDER BY created_at, form_id",
        )
        .bind(site_id.as_str())
        .fetch_all(&self.readers)
        .await?;
        let read = |row: sqlx::sqlite::SqliteRow| {
            let live_version_id: Option<String> = row.try_get("live_version_id")?;
            Ok(FormSummary {
                form_id: row.try_get("form_id")?,
                // Half a surrogate pair in a draft is not UTF-8.
                name: row
                    .try_get::<Option<&[u8]>, _>("name")?
                    .map(|name| String::from_utf8_lossy(name).into_owned()),
                status: if live_version_id.is_some() {
                    "live"
                } else {
                    "draft"
                },
                live_version_id,
                draft_updated_at: row.try_get("draft_updated_at")?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// The forms of a site, oldest first, including those that are not live.
    pub(crate) async fn places(&self, site_id: &SiteId) -> Result<Vec<Place>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT f.form_id, v.version_id, v.bundle, v.render, v.render_twin, v.priority, v.rules, v.form_type, v.teaser
             FROM forms f LEFT JOIN versions v
               ON v.site_id = f.site_id AND v.form_id = f.form_id AND v.version_id = f.live_version_id
             WHERE f.site_id = ? ORDER BY f.created_at, f.form_id",
        )
        .bind(site_id.as_str())
        .fetch_all(&self.readers)
        .await?;
        let read = |row: sqlx::sqlite::SqliteRow| {
            let form_id =
                FormId::parse(row.try_get("form_id")?).ok_or_else(|| corrupt("a form's id"))?;
            let is_live = row.try_get::<Option<&str>, _>("version_id")?.is_some();
            let entry = if is_live {
                Some(versions::read_entry(&form_id, &row)?)
            } else {
                None
            };
            Ok(Place { form_id, entry })
        };
        rows.into_iter().map(read).collect()
    }

    /// The version of a form that visitors see.
    pub(crate) async fn live_version(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
    ) -> Result<Option<String>, sqlx::Error> {
        let live: Option<Option<String>> = sqlx::query_scalar(
            "SELECT live_version_id FROM forms WHERE site_id = ? AND form_id = ?",
        )
        .bind(site_id.as_str())
        .bind(form_id.as_str())
        .fetch_optional(&self.readers)
        .await?;
        Ok(live.flatten())
    }

    /// Makes a form, or replaces its draft; whether there is such a site.
    pub(crate) async fn put_draft(
        &self,
        site_id: &SiteId,
        form_id: &FormId,
        draft: &str,
    ) -> Result<bool, sqlx::Error> {
        let mut write = self.write().await?;
        let now = clock::now_ms();
        let done = sqlx::query(
            "INSERT INTO forms (site_id, form_id, draft, draft_updated_at, created_at)
             SELECT site_id, ?2, ?3, ?4, ?4 FROM sites WHERE site_id = ?1
             ON CONFLICT DO UPDATE SET draft = excluded.draft, draft_updated_at = excluded.draft_updated_at",
        )
        .bind(site_id.as_str())
        .bind(form_id.as_str())
        .bind(draft)
        .bind(now)
        .execute(&mut *write)
        .await?;
        write.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}

/// Sets the version of a form that visitors see, or none.
pub(crate) async fn set_live(
    write: &mut Write,
    site_id: &SiteId,
    form_id: &FormId,
    version_id: Option<&VersionId>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE forms SET live_version_id = ? WHERE site_id = ? AND form_id = ?")
        .bind(version_id.map(VersionId::as_str))
        .bind(site_id.as_str())
        .bind(form_id.as_str())
        .execute(&mut **write)
        .await?;
    sqlx::query(
        "UPDATE versions SET retired_at = iif(version_id IS ?1, NULL, coalesce(retired_at, ?2))
         WHERE site_id = ?3 AND form_id = ?4",
    )
    .bind(version_id.map(VersionId::as_str))
    .bind(clock::now_ms())
    .bind(site_id.as_str())
    .bind(form_id.as_str())
    .execute(&mut **write)
    .await?;
    Ok(())
}
