-- Until when answers to a version are accepted: a while after visitors stopped seeing it.

-- Since when the version is no longer live, because the form was withdrawn or another version took its place; NULL
-- while it is live. For versions from before this column, that is now, so that nothing is refused too early.
ALTER TABLE versions ADD COLUMN retired_at INTEGER;

UPDATE versions SET retired_at = CAST(unixepoch('subsec') * 1000 AS INTEGER)
WHERE NOT EXISTS (
    SELECT 1 FROM forms f
    WHERE f.site_id = versions.site_id AND f.form_id = versions.form_id AND f.live_version_id = versions.version_id
);
