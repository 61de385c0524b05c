//! Removes a person from the database.

use form_model::SiteId;
use futures_util::TryStreamExt;
use serde::Serialize;

use super::{Store, json::Json, submissions::email_key};

/// How many rows were removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Erased {
    pub(crate) profiles: u64,
    pub(crate) submissions: u64,
    pub(crate) consents: u64,
    /// Other people's submissions from which the address was removed, such as an answer to "who told you about us?".
    pub(crate) redacted: u64,
    /// Whether the data is no longer in the files either. If not, because a reader such as a backup still needs it there,
    /// it is overwritten as soon as that reader ends.
    pub(crate) is_overwritten: bool,
}

/// Every answer that may contain an address, each spelling once; a list as its JSON text.
const SPELLINGS: &str = "
    SELECT value FROM submissions s, json_each(s.answers)
    WHERE site_id = ?1 AND type IN ('text', 'array') AND instr(value, '@') > 0
    UNION
    SELECT value FROM profiles p, json_each(p.properties)
    WHERE site_id = ?1 AND type IN ('text', 'array') AND instr(value, '@') > 0";

/// The submissions of a person: those with the address as any answer that do not belong to another person, and those
/// from the same browsers without an address, such as the first step of a form.
const FIND: &str = "
    CREATE TEMP TABLE erased AS
    WITH own AS (
        SELECT submission_id, visitor_id FROM submissions s
        WHERE site_id = ?1 AND (
            profile_id IN (SELECT id FROM profiles WHERE site_id = ?1 AND email_key = ?2)
            OR profile_id IS NULL
               AND EXISTS (SELECT 1 FROM json_each(s.answers) WHERE value IN (SELECT value FROM json_each(?3)))))
    SELECT submission_id FROM own
    UNION
    SELECT submission_id FROM submissions
    WHERE site_id = ?1 AND profile_id IS NULL AND visitor_id IN (SELECT visitor_id FROM own)";

/// If other people entered the address, only that answer is removed.
const REDACT: [&str; 2] = [
    "UPDATE submissions SET answers = (
        SELECT json_group_object(key, CASE type WHEN 'true' THEN json('true') WHEN 'false' THEN json('false')
                                                WHEN 'array' THEN json(value) ELSE value END)
        FROM json_each(answers) WHERE value NOT IN (SELECT value FROM json_each(?2)))
     WHERE site_id = ?1
       AND EXISTS (SELECT 1 FROM json_each(answers) WHERE value IN (SELECT value FROM json_each(?2)))",
    "UPDATE profiles SET properties = (
        SELECT json_group_object(key, CASE type WHEN 'true' THEN json('true') WHEN 'false' THEN json('false')
                                                WHEN 'array' THEN json(value) ELSE value END)
        FROM json_each(properties) WHERE value NOT IN (SELECT value FROM json_each(?2)))
     WHERE site_id = ?1
       AND EXISTS (SELECT 1 FROM json_each(properties) WHERE value IN (SELECT value FROM json_each(?2)))",
];

/// Answers about a person, as stored: the same address may be spelled in many ways.
#[derive(Debug, Default)]
struct Spellings {
    /// Those that consist of the address only.
    alone: Vec<String>,
    /// Those, and others that name it among other words.
    named: Vec<String>,
}

impl Spellings {
    /// Adds an answer if it contains the address.
    fn look_at(&mut self, answer: String, key: &str) {
        if email_key(&answer) == key {
            self.alone.push(answer.clone());
            self.named.push(answer);
        } else if words(&answer).any(|word| email_key(word) == key) {
            self.named.push(answer);
        }
    }
}

/// Possible addresses in a text or in the JSON of a list: `<ada@example.com>`, `mailto:ada@example.com.`
fn words(text: &str) -> impl Iterator<Item = &str> {
    let ends_word = |c: char| c.is_whitespace() || "<>()[]{}\",;:|\\".contains(c);
    let words = text.split(ends_word);
    words
        .map(|word| word.trim_end_matches(['.', '!', '?', '\'']))
        .map(|word| word.trim_start_matches(['.', '\'']))
        .filter(|word| word.contains('@'))
}

impl Store {
    /// Removes the person with an email address from a site, all or nothing. Removed data is overwritten in the file
    /// (the writer's `secure_delete`) when the log is moved there, which happens at once unless a reader needs the log.
    pub(crate) async fn erase_person(
        &self,
        site_id: &SiteId,
        email: &str,
    ) -> Result<Erased, sqlx::Error> {
        let key = email_key(email);
        let mut write = self.write().await?;
        let mut counts = [0; 3];
        sqlx::query("DROP TABLE IF EXISTS temp.erased")
            .execute(&mut *write)
            .await?;
        let mut spellings = Spellings::default();
        let mut answers = sqlx::query_scalar::<_, String>(SPELLINGS)
            .bind(site_id.as_str())
            .fetch(&mut *write);
        while let Some(answer) = answers.try_next().await? {
            spellings.look_at(answer, &key);
        }
        drop(answers);
        sqlx::query(FIND)
            .bind(site_id.as_str())
            .bind(&key)
            .bind(Json(&spellings.alone))
            .execute(&mut *write)
            .await?;
        let statements = [
            "DELETE FROM consents WHERE site_id = ?1 AND submission_id IN (SELECT submission_id FROM erased)",
            "DELETE FROM submissions WHERE site_id = ?1 AND submission_id IN (SELECT submission_id FROM erased)",
            "DELETE FROM profiles WHERE site_id = ?1 AND email_key = ?2",
        ];
        for (sql, count) in statements.into_iter().zip(&mut counts) {
            let query = sqlx::query(sql).bind(site_id.as_str());
            let query = if sql.contains("?2") {
                query.bind(&key)
            } else {
                query
            };
            *count = query.execute(&mut *write).await?.rows_affected();
        }
        let mut redacted = 0;
        for sql in REDACT {
            let query = sqlx::query(sql)
                .bind(site_id.as_str())
                .bind(Json(&spellings.named));
            redacted += query.execute(&mut *write).await?.rows_affected();
        }
        sqlx::query("DROP TABLE temp.erased")
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        let is_overwritten = matches!(self.writer.empty_log().await, Ok(true));
        if !is_overwritten {
            self.writer.empty_log_later();
        }
        let [consents, submissions, profiles] = counts;
        Ok(Erased {
            profiles,
            submissions,
            consents,
            redacted,
            is_overwritten,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(answer: &str, is_alone: bool, is_named: bool) {
        let mut spellings = Spellings::default();
        spellings.look_at(answer.to_owned(), &email_key("käthe@müller.example"));
        let found = (!spellings.alone.is_empty(), !spellings.named.is_empty());
        assert_eq!(found, (is_alone, is_named), "{answer}");
    }

    #[test]
    fn every_spelling_of_an_address_is_found_alone_and_among_words() {
        for spelling in [
            "käthe@müller.example",
            " Käthe@MÜLLER.example\u{3000}",
            "ka\u{308}the@mu\u{308}ller.Example",
            "KäTHE@xn--mller-kva.example",
            "käthe@XN--MLLER-KVA.EXAMPLE",
        ] {
            check(spelling, true, true);
            check(&format!("Ask {spelling}, she knows."), false, true);
            check(&format!("Käthe <{spelling}>"), false, true);
            check(&format!("mailto:{spelling}."), false, true);
            check(&format!(r#"["eve@example.com","{spelling}"]"#), false, true);
        }
        for other in [
            "KÄTHE@müller.example",
            "kathe@müller.example",
            "käthe@muller.example",
            "xkäthe@müller.example",
            "käthe@müller.example.com",
            "Käthe",
            "@",
            "",
        ] {
            check(other, false, false);
        }
    }
}
