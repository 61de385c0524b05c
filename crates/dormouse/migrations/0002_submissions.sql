-- What visitors sent: profiles, submissions and consents, written in one transaction.
--
-- Times (`…_at`) are milliseconds since 1970-01-01 UTC.

-- An identified person.
CREATE TABLE profiles (
    -- 32 lowercase hexadecimal digits, made here at random.
    id         TEXT    NOT NULL PRIMARY KEY,
    site_id    TEXT    NOT NULL REFERENCES sites,
    -- The address as it was given first, and in lower case, which is what makes a person the same.
    email      TEXT    NOT NULL,
    email_key  TEXT    NOT NULL,
    -- JSON object: the latest answer to each other property; an empty answer changes nothing.
    properties TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (site_id, email_key)
) STRICT, WITHOUT ROWID;

-- One accepted answer set.
CREATE TABLE submissions (
    -- Order of arrival; the cursor of lists.
    sequence      INTEGER PRIMARY KEY,
    site_id       TEXT    NOT NULL REFERENCES sites,
    -- Made by the visitor's browser; the same again means the same submission.
    submission_id TEXT    NOT NULL,
    -- SHA-256 of the body in canonical form, to tell a repetition from another body under the same id.
    body_sha256   BLOB    NOT NULL,
    form_id       TEXT    NOT NULL,
    version_id    TEXT    NOT NULL,
    visitor_id    TEXT    NOT NULL,
    -- Index of the step from which it was submitted; null: the last one with a field.
    step          INTEGER,
    -- JSON object: answer by property.
    answers       TEXT    NOT NULL,
    -- Origin, path and `utm_*` parameters of the page; null where that was not a web address.
    page_url      TEXT,
    -- Whom the answers identify; null where they hold no email address.
    profile_id    TEXT    REFERENCES profiles,
    received_at   INTEGER NOT NULL,
    UNIQUE (site_id, submission_id),
    FOREIGN KEY (site_id, form_id, version_id) REFERENCES versions
) STRICT;

CREATE INDEX submissions_by_arrival ON submissions (site_id, sequence);

-- What a visitor agreed to, or did not, word for word.
CREATE TABLE consents (
    site_id       TEXT    NOT NULL,
    submission_id TEXT    NOT NULL,
    -- Place among the consents of the submission, from 0.
    position      INTEGER NOT NULL,
    block_id      TEXT    NOT NULL,
    channel       TEXT    NOT NULL CHECK (channel IN ('email', 'sms')),
    -- 1: agreed, 0: not.
    granted       INTEGER NOT NULL,
    -- Language in which the text was shown.
    locale        TEXT    NOT NULL,
    -- The text, taken from the published version and never from the page.
    consent_text  TEXT    NOT NULL,
    received_at   INTEGER NOT NULL,
    PRIMARY KEY (site_id, submission_id, position),
    FOREIGN KEY (site_id, submission_id) REFERENCES submissions (site_id, submission_id)
) STRICT, WITHOUT ROWID;
