//! Lists of stored submissions, latest first.

use std::collections::BTreeMap;

use form_model::{FormId, SiteId};
use serde::Serialize;
use sqlx::{Row, sqlite::SqliteRow};

use crate::store::{Store, json::Json};

/// A stored submission, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListedSubmission {
    /// Position in the order of arrival.
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
    /// Index of the step from which it was submitted, if the page sent it.
    pub(crate) step: Option<u32>,
    /// Answers by property.
    pub(crate) answers: BTreeMap<String, String>,
    /// Origin, path and `utm_*` parameters of the page.
    pub(crate) page_url: Option<String>,
    /// The profile that it identifies.
    pub(crate) profile_id: Option<String>,
    /// Whether the answers would change a profile, and wait until the API confirms them.
    pub(crate) awaits_confirmation: bool,
    /// Whether a program seems to have filled it in; then it awaits confirmation, too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) suspected: bool,
    /// The time of arrival, in RFC 3339.
    pub(crate) received_at: String,
    /// The consents that the visitor gave or refused.
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

/// Which submissions to list.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    /// The maximum number.
    pub(crate) limit: u32,
    /// Only those whose place in the order of arrival is before this one.
    pub(crate) before: Option<i64>,
    /// Only those of this form.
    pub(crate) form_id: Option<FormId>,
    /// Only those that arrived then or later, in milliseconds since 1970-01-01 UTC.
    pub(crate) since_ms: Option<i64>,
    /// Only those that arrived before then.
    pub(crate) until_ms: Option<i64>,
}

impl Store {
    /// Milliseconds since 1970-01-01 UTC of a date or a time in RFC 3339; `None` if it is neither.
    pub(crate) async fn moment(&self, text: &str) -> Result<Option<i64>, sqlx::Error> {
        // SQLite reads more than that: `now`, and numbers of days.
        let is_shaped = text.len() >= 10
            && text
                .bytes()
                .take(10)
                .enumerate()
                .all(|(index, byte)| match index {
                    4 | 7 => byte == b'-',
                    _ => byte.is_ascii_digit(),
                });
        if !is_shaped {
            return Ok(None);
        }
        sqlx::query_scalar("SELECT CAST(round(unixepoch(?, 'subsec') * 1000) AS INTEGER)")
            .bind(text)
            .fetch_one(&self.readers)
            .await
    }

    /// The latest submissions of a site that a filter lets through.
    pub(crate) async fn submissions(
        &self,
        site_id: &SiteId,
        filter: &Filter,
    ) -> Result<Vec<ListedSubmission>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT sequence, submission_id, form_id, version_id, visitor_id, step, answers, page_url, profile_id, awaits_confirmation, suspected,
                    strftime('%Y-%m-%dT%H:%M:%fZ', received_at / 1000.0, 'unixepoch') AS received_at,
                    (SELECT json_group_array(json_object(
                                'block_id', block_id, 'channel', channel,
                                'granted', json(CASE granted WHEN 1 THEN 'true' ELSE 'false' END),
                                'locale', locale, 'consent_text', consent_text) ORDER BY position)
                     FROM consents c
                     WHERE c.site_id = s.site_id AND c.submission_id = s.submission_id) AS consents
             FROM submissions s
             WHERE site_id = ?1 AND sequence < ?2 AND (?3 IS NULL OR form_id = ?3) AND received_at >= ?4
               AND received_at < ?5
             ORDER BY sequence DESC LIMIT ?6",
        )
        .bind(site_id.as_str())
        .bind(filter.before.unwrap_or(i64::MAX))
        .bind(filter.form_id.as_ref().map(FormId::as_str))
        .bind(filter.since_ms.unwrap_or(i64::MIN))
        .bind(filter.until_ms.unwrap_or(i64::MAX))
        .bind(filter.limit)
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
        awaits_confirmation: row.try_get("awaits_confirmation")?,
        suspected: row.try_get("suspected")?,
        received_at: row.try_get("received_at")?,
        consents: row.try_get::<Json<_>, _>("consents")?.0,
    })
}
