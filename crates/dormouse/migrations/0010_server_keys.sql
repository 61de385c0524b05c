-- Keys that the service makes for itself, and that never leave it.
CREATE TABLE server_keys (
    -- What the key is for.
    name TEXT NOT NULL PRIMARY KEY,
    -- 32 random bytes.
    key  BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;
