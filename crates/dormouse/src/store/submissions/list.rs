//! Lists of stored submissions, latest first.

use std::collections::BTreeMap;

use form_model::SiteId;
use serde::Serialize;
use sqlx::{Row, sqlite::SqliteRow, types::Json};

use crate::store::Store;

/// A stored submission, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListedSubmission {
    /// Place in the order of arrival.
    #[serde(skip)]
    pub(crate) sequence: i64,
    /// Its id.
    pub(crate) submission_id: String,
    /// The form.
    pub(crate) form_id: String,
    /// The version that the visitor saw.
    pub(crate) version_id: String,
    /// The browser.
    pub(crate) visitor_id: String,
    /// Index of the step from which it was submitted, where the page said that.
    pub(crate) step: Option<u32>,
    /// Answers by property.
    pub(crate) answers: BTreeMap<String, String>,
    /// Origin, path and `utm_*` parameters of the page.
    pub(crate) page_url: Option<String>,
    /// Whom it identifies.
    pub(crate) profile_id: Option<String>,
    /// RFC 3339.
    pub(crate) received_at: String,
    /// What the visitor agreed to, or did not.
    pub(crate) consents: Vec<ListedConsent>,
}

/// A stored consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub(crate) struct ListedConsent {
    /// The block that showed the text.
    pub(crate) block_id: String,
    /// `email` or `sms`.
    pub(crate) channel: String,
    /// Whether the visitor agreed.
    pub(crate) granted: bool,
    /// Language in which the text was shown.
    pub(crate) locale: String,
    /// The text.
    pub(crate) consent_text: String,
}

impl Store {
    /// The latest submissions of a site, at most `limit`; those that arrived before `sequence`, where that is given.
    pub(crate) async fn submissions(
        &self,
        site_id: &SiteId,
        limit: u32,
        before: Option<i64>,
    ) -> Result<Vec<ListedSubmission>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT sequence, submission_id, form_id, version_id, visitor_id, step, answers, page_url, profile_id,
                    strftime('%Y-%m-%dT%H:%M:%fZ', received_at / 1000.0, 'unixepoch') AS received_at,
                    (SELECT json_group_array(json_object(
                                'block_id', block_id, 'channel', channel,
                                'granted', json(CASE granted WHEN 1 THEN 'true' ELSE 'false' END),
                                'locale', locale, 'consent_text', consent_text) ORDER BY position)
                     FROM consents c
                     WHERE c.site_id = s.site_id AND c.submission_id = s.submission_id) AS consents
             FROM submissions s
             WHERE site_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
        )
        .bind(site_id.as_str())
        .bind(before.unwrap_or(i64::MAX))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &SqliteRow) -> Result<ListedSubmission, sqlx::Error> {
    Ok(ListedSubmission {
        sequence: row.try_get("sequence")?,
        submission_id: row.try_get("submission_id")?,
        form_id: row.try_get("form_id")?,
        version_id: row.try_get("version_id")?,
        visitor_id: row.try_get("visitor_id")?,
        step: row.try_get("step")?,
        answers: row.try_get::<Json<_>, _>("answers")?.0,
        page_url: row.try_get("page_url")?,
        profile_id: row.try_get("profile_id")?,
        received_at: row.try_get("received_at")?,
        consents: row.try_get::<Json<_>, _>("consents")?.0,
    })
}
