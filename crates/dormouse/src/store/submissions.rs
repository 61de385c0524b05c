//! Tables `submissions`, `profiles` and `consents`: what visitors sent, stored once.

use std::collections::BTreeMap;

use form_model::{
    SiteId,
    email_address::EmailAddress,
    ids::SubmissionId,
    submission::{GivenConsent, Submission},
};
use serde::Serialize;
use sqlx::Row;

use super::{Store, json::Json, sites::read_origins};
use crate::allowed_origin::AllowedOrigin;

mod confirm;
pub(crate) mod list;

/// A checked submission, ready to be stored.
#[derive(Clone, Debug)]
pub(crate) struct NewSubmission {
    /// The id of the site.
    pub(crate) site_id: SiteId,
    /// The submission.
    pub(crate) submission: Submission,
    /// SHA-256 of the body in canonical form.
    pub(crate) body_sha256: [u8; 32],
    /// For each given consent, the text that the visitor saw.
    pub(crate) consent_texts: Vec<String>,
    /// The page's address, reduced to what may be stored.
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
}

/// The result of storing a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    /// It is stored.
    Now,
    /// Its id was there already, and nothing changed.
    Before,
    /// The site's submissions of the day take all the bytes that they may, and nothing changed.
    NoRoom,
}

/// The size of a submission in the database, and the limit for its site per day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByteBudget {
    pub(crate) bytes: u64,
    pub(crate) allowed: u64,
}

/// What is known about a site when a submission arrives.
#[derive(Clone, Debug)]
pub(crate) struct Prior {
    /// The origins whose pages may submit.
    pub(crate) origins: Vec<AllowedOrigin>,
    /// The submission that has the same id.
    pub(crate) submission: Option<StoredSubmission>,
}

/// The key that makes two addresses one person. An address that was accepted once and is now invalid keeps its own key.
pub(crate) fn email_key(email: &str) -> String {
    EmailAddress::parse(email).map_or_else(
        || email.trim().to_ascii_lowercase(),
        |address| address.key(),
    )
}

/// A consent as `store.sql` reads it.
#[derive(Serialize)]
struct ConsentRow<'a> {
    #[serde(flatten)]
    given: &'a GivenConsent,
    consent_text: &'a str,
}

impl Store {
    /// Looks up a site, and the submission with an id in it; `None` if the site does not exist.
    pub(crate) async fn prior(
        &self,
        site_id: &SiteId,
        submission_id: Option<&SubmissionId>,
    ) -> Result<Option<Prior>, sqlx::Error> {
        let row = sqlx::query(
            "SELECT sites.origins, submissions.body_sha256
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
        Ok(Some(Prior {
            origins: read_origins(row.try_get("origins")?)?,
            submission: body_sha256.map(|body_sha256| StoredSubmission { body_sha256 }),
        }))
    }

    /// Stores a submission with its profile and consents, all or nothing, unless its id is there already.
    pub(crate) async fn store_submission(
        &self,
        new: &NewSubmission,
        budget: ByteBudget,
    ) -> Result<Stored, sqlx::Error> {
        let submission = &new.submission;
        let answers = &submission.answers;
        // The canonical form represents the person: the spelling of this submission may come from another person.
        let email = answers.get("email").filter(|email| !email.is_empty());
        let email_key = email.map(|email| email_key(email));
        // Answers that a program seems to have filled in stay with the submission until it is confirmed.
        let is_suspected = submission.is_trapped;
        let properties: BTreeMap<_, _> = answers
            .iter()
            .filter(|(name, answer)| *name != "email" && !answer.is_empty() && !is_suspected)
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
            .bind(new.received_at)
            .bind(i64::try_from(budget.bytes).unwrap_or(i64::MAX))
            .bind(i64::try_from(budget.allowed).unwrap_or(i64::MAX))
            .bind(submission.submission_id.as_str())
            .bind(Json(consents))
            .bind(&email_key)
            .bind(&email_key)
            .bind(&new.new_profile_id)
            .bind(Json(properties))
            .bind(submission.visitor_id.as_str())
            .bind(new.body_sha256.as_slice())
            .bind(submission.form_id.as_str())
            .bind(submission.version_id.as_str())
            .bind(submission.step)
            .bind(Json(answers))
            .bind(&new.page_url)
            .bind(is_suspected)
            .execute(&mut *held)
            .await;
        match stored {
            Ok(_) => {
                held.keep();
                Ok(Stored::Now)
            }
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(Stored::Before),
            Err(sqlx::Error::Database(error))
                if error.message().ends_with("site_days.stored_bytes") =>
            {
                Ok(Stored::NoRoom)
            }
            Err(error) => Err(error),
        }
    }
}
