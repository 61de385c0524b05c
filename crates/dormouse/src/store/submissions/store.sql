-- Stores one submission in a transaction of its own. After an error the transaction is still open. Parameters:
--   ?1 site_id  ?2 submission_id  ?3 received_at
--   ?4 email, or null where the answers identify nobody  ?5 email in lower case  ?6 id of a new profile
--   ?7 the other answers that are not empty, a JSON object
--   ?8 body_sha256  ?9 form_id  ?10 version_id  ?11 visitor_id  ?12 step  ?13 answers  ?14 page_url
--   ?15 consents, a JSON array of objects with the columns' names

BEGIN IMMEDIATE;

-- The same address is the same person, who keeps what earlier answers said.
-- An empty answer changes nothing: leaving an optional field empty is no wish to forget what was said before.
INSERT INTO profiles (id, site_id, email, email_key, properties, created_at, updated_at)
SELECT ?6, ?1, ?4, ?5, ?7, ?3, ?3 WHERE ?4 IS NOT NULL
ON CONFLICT (site_id, email_key) DO UPDATE
SET properties = json_patch(properties, excluded.properties), updated_at = excluded.updated_at
RETURNING id;

-- Fails where the id is there already; then all of this is undone.
INSERT INTO submissions (site_id, submission_id, body_sha256, form_id, version_id, visitor_id, step, answers, page_url,
                         profile_id, received_at)
VALUES (?1, ?2, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
        (SELECT id FROM profiles WHERE site_id = ?1 AND email_key = ?5 AND ?4 IS NOT NULL), ?3);

INSERT INTO consents (site_id, submission_id, position, block_id, channel, granted, locale, consent_text, received_at)
SELECT ?1, ?2, key, value ->> 'block_id', value ->> 'channel', value ->> 'granted', value ->> 'locale',
       value ->> 'consent_text', ?3
FROM json_each(?15);

COMMIT;
