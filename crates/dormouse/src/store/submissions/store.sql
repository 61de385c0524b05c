-- Stores one submission in a separate transaction. After an error the transaction is still open. Parameters:
--   ?1 site_id  ?2 received_at  ?3 bytes that all of this takes  ?4 bytes that a site's submissions may take on a day
--   ?5 submission_id  ?6 consents, a JSON array of objects with the columns' names
--   ?7 the address that the profile shows, or null if the answers identify no person  ?8 its key  ?9 id of a new profile
--   ?10 the other answers that are not empty, a JSON object  ?11 visitor_id
--   ?12 body_sha256  ?13 form_id  ?14 version_id  ?15 step  ?16 answers  ?17 page_url
--   ?18 1 if a program seems to have filled it in, else 0
-- They are in this order because sqlx 0.9 counts the numbers that statements leave out, and binds nothing more once there
-- are more of them than parameters: `SqliteArguments::bind`.

BEGIN IMMEDIATE;

-- Violates NOT NULL if the site has no room left today; then all of this is undone. A day has 86,400,000 ms.
INSERT INTO site_days (site_id, day, stored_bytes) VALUES (?1, ?2 / 86400000, CASE WHEN ?3 <= ?4 THEN ?3 END)
ON CONFLICT DO UPDATE
SET stored_bytes = CASE WHEN stored_bytes + ?3 <= ?4 THEN stored_bytes + ?3 END;

-- The same address is the same person, whose earlier answers stay. Anyone who knows an address can send it, so only
-- the browser that made the profile changes it, and only for the 7 days for which it keeps answers (604,800,000 ms).
-- An empty answer changes nothing: an empty optional field does not ask us to forget earlier answers.
INSERT INTO profiles (id, site_id, email, email_key, properties, created_at, updated_at, made_by_visitor_id)
SELECT ?9, ?1, ?7, ?8, ?10, ?2, ?2, ?11 WHERE ?7 IS NOT NULL
ON CONFLICT (site_id, email_key) DO UPDATE
SET properties = json_patch(properties, excluded.properties), updated_at = excluded.updated_at
WHERE made_by_visitor_id = ?11 AND ?2 - created_at <= 604800000;

-- Fails if the id exists already; then all of this is undone.
INSERT INTO submissions (site_id, submission_id, body_sha256, form_id, version_id, visitor_id, step, answers, page_url,
                         profile_id, awaits_confirmation, received_at, suspected)
VALUES (?1, ?5, ?12, ?13, ?14, ?11, ?15, ?16, ?17,
        (SELECT id FROM profiles WHERE site_id = ?1 AND email_key = ?8 AND ?7 IS NOT NULL),
        ?18 OR EXISTS (SELECT 1 FROM profiles WHERE site_id = ?1 AND email_key = ?8 AND ?7 IS NOT NULL
                                         AND json_patch(properties, ?10) <> json(properties)),
        ?2, ?18);

INSERT INTO consents (site_id, submission_id, position, block_id, channel, granted, locale, consent_text, received_at)
SELECT ?1, ?5, key, value ->> 'block_id', value ->> 'channel', value ->> 'granted', value ->> 'locale',
       value ->> 'consent_text', ?2
FROM json_each(?6);

COMMIT;
