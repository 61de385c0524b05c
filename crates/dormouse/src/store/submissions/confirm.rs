//! Takes the answers of a submission over into the profile that they are about.

use form_model::{SiteId, ids::SubmissionId};

use crate::store::Store;

/// Like the profile's part of `store.sql`, for answers that are in the database already. From then on, only the page
/// that sent them may change the profile: the one that created it may have been another person's.
const TAKE_OVER: &str = "
    UPDATE profiles SET updated_at = ?3,
    made_by_visitor_id = (SELECT visitor_id FROM submissions WHERE site_id = ?1 AND submission_id = ?2),
    properties = json_patch(properties, (
        SELECT json_group_object(key, CASE type WHEN 'true' THEN json('true') WHEN 'false' THEN json('false')
                                                WHEN 'array' THEN json(value) ELSE value END) FROM submissions s, json_each(s.answers)
        WHERE s.site_id = ?1 AND s.submission_id = ?2 AND key <> 'email' AND value <> ''))
    WHERE id = (SELECT profile_id FROM submissions
                WHERE site_id = ?1 AND submission_id = ?2 AND awaits_confirmation = 1)";

impl Store {
    /// Copies the answers of a submission that waits for confirmation to the profile; answers that were copied before
    /// stay. Returns whether the submission exists.
    pub(crate) async fn confirm_submission(
        &self,
        site_id: &SiteId,
        submission_id: &SubmissionId,
        now_ms: i64,
    ) -> Result<bool, sqlx::Error> {
        let mut write = self.write().await?;
        sqlx::query(TAKE_OVER)
            .bind(site_id.as_str())
            .bind(submission_id.as_str())
            .bind(now_ms)
            .execute(&mut *write)
            .await?;
        let done = sqlx::query(
            "UPDATE submissions SET awaits_confirmation = 0 WHERE site_id = ? AND submission_id = ?",
        )
        .bind(site_id.as_str())
        .bind(submission_id.as_str())
        .execute(&mut *write)
        .await?;
        write.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}
