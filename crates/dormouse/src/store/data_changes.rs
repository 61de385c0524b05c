//! Changes of stored data that need our own code instead of SQL: each is made once, in one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sqlx::{Row, SqliteConnection};

use super::{json::Json, submissions::email_key};
use crate::clock;

/// Gives every profile the key by which its address is found now.
const CANONICAL_ADDRESSES: &str = "canonical addresses";

/// Makes the changes that were not made yet.
pub(super) async fn make(writer: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *writer).await?;
    let is_made: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM data_changes WHERE name = ?)")
            .bind(CANONICAL_ADDRESSES)
            .fetch_one(&mut *writer)
            .await?;
    if !is_made {
        make_addresses_canonical(writer).await?;
        sqlx::query("INSERT INTO data_changes (name, made_at) VALUES (?, ?)")
            .bind(CANONICAL_ADDRESSES)
            .bind(clock::now_ms())
            .execute(&mut *writer)
            .await?;
    }
    sqlx::query("COMMIT").execute(writer).await?;
    Ok(())
}

/// A submission that identifies a person.
struct Identifying {
    sequence: i64,
    profile_id: String,
    /// The site, and the key of the address.
    person: (String, String),
    answers: BTreeMap<String, String>,
    /// Whether its answers are not the profile's yet.
    awaits_confirmation: bool,
    received_at: i64,
}

/// A profile is split if it belongs to different people, and several are merged if they are one person. Those profiles
/// are rebuilt from their submissions; for all others only the address changes.
async fn make_addresses_canonical(writer: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let submissions = identifying(writer).await?;
    let mut profiles_of: HashMap<_, BTreeSet<_>> = HashMap::new();
    let mut people_of: HashMap<_, HashSet<_>> = HashMap::new();
    for submission in &submissions {
        let Identifying {
            person, profile_id, ..
        } = submission;
        profiles_of.entry(person).or_default().insert(profile_id);
        people_of.entry(profile_id).or_default().insert(person);
    }
    // No key is taken while all of them change.
    sqlx::query("UPDATE profiles SET email_key = id")
        .execute(&mut *writer)
        .await?;
    let mut id_of: HashMap<&(String, String), String> = HashMap::new();
    let mut taken: HashSet<&String> = HashSet::new();
    for submission in &submissions {
        let person = &submission.person;
        let is_same =
            profiles_of[person].len() == 1 && people_of[&submission.profile_id].len() == 1;
        if !id_of.contains_key(person) {
            // The oldest of several profiles stays; a person without a profile gets one.
            let id = if taken.insert(&submission.profile_id) {
                submission.profile_id.clone()
            } else {
                sqlx::query_scalar("SELECT lower(hex(randomblob(16)))")
                    .fetch_one(&mut *writer)
                    .await?
            };
            begin_profile(writer, &id, submission, is_same).await?;
            id_of.insert(person, id);
        }
        if !is_same {
            add_to_profile(writer, &id_of[person], submission).await?;
        }
    }
    // Whose submissions all belong to other profiles now.
    sqlx::query(
        "DELETE FROM profiles WHERE email_key = id
         AND id NOT IN (SELECT profile_id FROM submissions WHERE profile_id IS NOT NULL)",
    )
    .execute(writer)
    .await?;
    Ok(())
}

/// All submissions that identify a person, in their order of arrival.
async fn identifying(writer: &mut SqliteConnection) -> Result<Vec<Identifying>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT sequence, site_id, profile_id, answers, awaits_confirmation, received_at FROM submissions
         WHERE profile_id IS NOT NULL ORDER BY sequence",
    )
    .fetch_all(writer)
    .await?;
    let read = |row: sqlx::sqlite::SqliteRow| {
        let answers: BTreeMap<String, String> = row.try_get::<Json<_>, _>("answers")?.0;
        let email = answers.get("email").map_or("", String::as_str);
        Ok(Identifying {
            sequence: row.try_get("sequence")?,
            profile_id: row.try_get("profile_id")?,
            person: (row.try_get("site_id")?, email_key(email)),
            answers,
            awaits_confirmation: row.try_get("awaits_confirmation")?,
            received_at: row.try_get("received_at")?,
        })
    };
    rows.into_iter().map(read).collect()
}

async fn begin_profile(
    writer: &mut SqliteConnection,
    id: &str,
    first: &Identifying,
    keeps_answers: bool,
) -> Result<(), sqlx::Error> {
    let (site_id, key) = &first.person;
    sqlx::query(
        "INSERT INTO profiles (id, site_id, email, email_key, properties, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?3, '{}', ?4, ?4)
         ON CONFLICT (id) DO UPDATE SET email = ?3, email_key = ?3,
             properties = iif(?5, properties, '{}'), created_at = iif(?5, created_at, ?4)",
    )
    .bind(id)
    .bind(site_id)
    .bind(key)
    .bind(first.received_at)
    .bind(keeps_answers)
    .execute(writer)
    .await?;
    Ok(())
}

async fn add_to_profile(
    writer: &mut SqliteConnection,
    id: &str,
    submission: &Identifying,
) -> Result<(), sqlx::Error> {
    let answers = submission.answers.iter();
    let properties: BTreeMap<_, _> = answers
        .filter(|(name, answer)| *name != "email" && !answer.is_empty())
        .filter(|_| !submission.awaits_confirmation)
        .collect();
    sqlx::query(
        "UPDATE profiles SET properties = json_patch(properties, ?2), updated_at = ?3 WHERE id = ?1",
    )
    .bind(id)
    .bind(Json(properties))
    .bind(submission.received_at)
    .execute(&mut *writer)
    .await?;
    sqlx::query("UPDATE submissions SET profile_id = ? WHERE sequence = ?")
        .bind(id)
        .bind(submission.sequence)
        .execute(writer)
        .await?;
    Ok(())
}
