-- Teasers of live forms, as the manifest tells them.

-- From the version's form, a JSON object: `form_model::manifest::TeaserEntry`; NULL for forms without one.
ALTER TABLE versions ADD COLUMN teaser TEXT;
