-- What anonymous clients may write: a budget of bytes for each site and day, and no changes of somebody else's profile.

-- What the submissions of a site took on a day, by the estimate that the service counts with.
CREATE TABLE site_days (
    site_id      TEXT    NOT NULL REFERENCES sites,
    -- Days since 1970-01-01 UTC.
    day          INTEGER NOT NULL,
    -- An insert or update that would exceed the budget gives NULL, and so undoes its transaction.
    stored_bytes INTEGER NOT NULL,
    PRIMARY KEY (site_id, day)
) STRICT, WITHOUT ROWID;

-- The browser whose submission made the profile. Its id is random, known to nobody else, and lets it amend what it said
-- before, as a form of several steps does. NULL: made before this was kept; only the API changes such a profile.
ALTER TABLE profiles ADD COLUMN made_by_visitor_id TEXT;

-- 1: the answers would change a profile that exists, so they stand here only, until the API says that they are its
-- owner's.
ALTER TABLE submissions ADD COLUMN awaits_confirmation INTEGER NOT NULL DEFAULT 0
    CHECK (awaits_confirmation IN (0, 1));
