//! Tables `submissions`, `profiles` and `consents`: what visitors sent, stored once.

use std::collections::BTreeMap;

use form_model::{
    SiteId,
    ids::SubmissionId,
    submission::{GivenConsent, Submission},
};
use serde::Serialize;
use sqlx::{Row, types::Json};

use super::{Store, sites::read_origins};
use crate::Origin;

pub(crate) mod list;

/// A checked submission, ready to be stored.
#[derive(Clone, Debug)]
pub(crate) struct NewSubmission {
    /// The site.
    pub(crate) site_id: SiteId,
    /// What the visitor sent.
    pub(crate) submission: Submission,
    /// SHA-256 of the body in canonical form.
    pub(crate) body_sha256: [u8; 32],
    /// For each given consent, the text that the visitor saw.
    pub(crate) consent_texts: Vec<String>,
    /// The page's address, reduced to what may be kept.
    pub(crate) page_url: Option<String>,
    /// Id for the visitor's profile, if there is none yet.
    pub(crate) new_profile_id: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub(crate) received_at: i64,
}

/// A submission that is in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredSubmission {
    /// SHA-256 of its body in canonical form.
    pub(crate) body_sha256: Vec<u8>,
    /// Whom it identifies.
    pub(crate) profile_id: Option<String>,
}

/// What became of a submission that was to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    /// It is stored.
    Now(StoredSubmission),
    /// Its id was there already, and nothing changed.
    Before,
}

/// What is known of a site when a submission comes in.
#[derive(Clone, Debug)]
pub(crate) struct Prior {
    /// Whose pages may submit.
    pub(crate) origins: Vec<Origin>,
    /// The submission that has the same id.
    pub(crate) submission: Option<StoredSubmission>,
}

/// A consent as `store.sql` reads it.
#[derive(Serialize)]
struct ConsentRow<'a> {
    #[serde(flatten)]
    given: &'a GivenConsent,
    consent_text: &'a str,
}

impl Store {
    /// Looks up a site, and in it the submission with an id; none where there is no such site.
    pub(crate) async fn prior(
        &self,
        site_id: &SiteId,
        submission_id: Option<&SubmissionId>,
    ) -> Result<Option<Prior>, sqlx::Error> {
        let row = sqlx::query(
            "SELECT sites.origins, submissions.body_sha256, submissions.profile_id
             FROM sites LEFT JOIN submissions
               ON submissions.site_id = sites.site_id AND submissions.submission_id = ?2
             WHERE sites.site_id = ?1",
        )
        .bind(site_id.as_str())
        .bind(submission_id.map(SubmissionId::as_str))
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let body_sha256: Option<Vec<u8>> = row.try_get("body_sha256")?;
        let profile_id = row.try_get("profile_id")?;
        Ok(Some(Prior {
            origins: read_origins(row.try_get("origins")?)?,
            submission: body_sha256.map(|body_sha256| StoredSubmission {
                body_sha256,
                profile_id,
            }),
        }))
    }

    /// Stores a submission with its profile and consents, all or nothing, unless its id is there already.
    pub(crate) async fn store_submission(
        &self,
        new: &NewSubmission,
    ) -> Result<Stored, sqlx::Error> {
        let submission = &new.submission;
        let answers = &submission.answers;
        let email = answers.get("email").filter(|email| !email.is_empty());
        let properties: BTreeMap<_, _> = answers
            .iter()
            .filter(|(name, answer)| *name != "email" && !answer.is_empty())
            .collect();
        let texts = new.consent_texts.iter().map(String::as_str);
        let consents: Vec<_> = submission
            .consent
            .iter()
            .zip(texts)
            .map(|(given, consent_text)| ConsentRow {
                given,
                consent_text,
            })
            .collect();

        // One query of several statements, transaction included, because each query is a round trip to the thread that
        // writes. This is the only place that stores submissions, and the place to join several into one commit.
        let mut held = self.writer.hold().await?;
        let stored = sqlx::query(include_str!("submissions/store.sql"))
            .bind(new.site_id.as_str())
            .bind(submission.submission_id.as_str())
            .bind(new.received_at)
            .bind(email)
            .bind(email.map(|email| email.to_lowercase()))
            .bind(&new.new_profile_id)
            .bind(Json(properties))
            .bind(new.body_sha256.as_slice())
            .bind(submission.form_id.as_str())
            .bind(submission.version_id.as_str())
            .bind(submission.visitor_id.as_str())
            .bind(submission.step)
            .bind(Json(answers))
            .bind(&new.page_url)
            .bind(Json(consents))
            .fetch_all(&mut *held)
            .await;
        match stored {
            Ok(rows) => {
                held.keep();
                let profile_id = rows.first().map(|row| row.try_get("id")).transpose()?;
                let body_sha256 = new.body_sha256.to_vec();
                Ok(Stored::Now(StoredSubmission {
                    body_sha256,
                    profile_id,
                }))
            }
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(Stored::Before),
            Err(error) => Err(error),
        }
    }
}
