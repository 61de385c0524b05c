-- How a live form is presented, as far as the manifest tells it.

-- From the version's form: 'banner' or 'embed', which stand beside other forms; NULL for the others.
ALTER TABLE versions ADD COLUMN form_type TEXT;
