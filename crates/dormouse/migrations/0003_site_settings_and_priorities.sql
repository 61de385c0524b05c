-- What holds for a whole site, and which of its forms comes first.

-- JSON object, crate `form-model`, site_settings.rs; a member that is not there has its default.
ALTER TABLE sites ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- From the version's form, 0 to 100: live forms stand in the manifest by it, the highest first, and then in the order in
-- which they were created.
ALTER TABLE versions ADD COLUMN priority INTEGER NOT NULL DEFAULT 50;
