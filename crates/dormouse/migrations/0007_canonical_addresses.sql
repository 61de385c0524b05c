-- Which person an email address means: crate `form-model`, email_address.rs.
--
-- `profiles.email_key` is the address in NFC, its domain in ASCII, and ASCII letters in lower case. `profiles.email` is
-- the same: never a spelling that somebody chose who need not be its owner. Each submission keeps the spelling that was
-- sent with it.

-- Changes of the data that SQL cannot make; the service makes each once, when it starts (`store/data_changes.rs`).
CREATE TABLE data_changes (
    name    TEXT    NOT NULL PRIMARY KEY,
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Finds the submissions of a profile.
CREATE INDEX submissions_by_profile ON submissions (profile_id) WHERE profile_id IS NOT NULL;
