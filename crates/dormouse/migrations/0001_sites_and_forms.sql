-- Sites, their forms, what was published of them, and the files that pages load.
--
-- Times (`…_at`) are milliseconds since 1970-01-01 UTC. Shapes of the ids: crate `form-model`, ids.rs.

CREATE TABLE sites (
    site_id    TEXT    NOT NULL PRIMARY KEY,
    -- JSON array of the web origins whose pages may submit, normalized: `["https://shop.example"]`.
    origins    TEXT    NOT NULL,
    -- Which engine runs the storefront modules.
    engine     TEXT    NOT NULL CHECK (engine IN ('auto', 'wasm', 'js')),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE forms (
    site_id          TEXT    NOT NULL REFERENCES sites,
    form_id          TEXT    NOT NULL,
    -- The draft as its designer sent it: a JSON object, valid or not.
    draft            TEXT    NOT NULL,
    draft_updated_at INTEGER NOT NULL,
    -- The version that visitors see; null while the form is only a draft.
    live_version_id  TEXT,
    -- Live forms stand in the manifest in the order in which they were created.
    created_at       INTEGER NOT NULL,
    PRIMARY KEY (site_id, form_id),
    FOREIGN KEY (site_id, form_id, live_version_id) REFERENCES versions (site_id, form_id, version_id)
) STRICT;

-- One complete content of a form. Its first half never changes and is never deleted: consent texts are looked up here.
CREATE TABLE versions (
    site_id      TEXT    NOT NULL REFERENCES sites,
    form_id      TEXT    NOT NULL,
    version_id   TEXT    NOT NULL,
    -- The form's JSON as it was published, which validates.
    form         TEXT    NOT NULL,
    -- When this content was published first.
    published_at INTEGER NOT NULL,
    -- What the version was last compiled to; rewritten when the storefront modules or the compiler change.
    -- Hashes of the bundle, and of the render module and its twin that the bundle is made for.
    bundle       TEXT    NOT NULL,
    render       TEXT    NOT NULL,
    render_twin  TEXT    NOT NULL,
    -- Program of the crate `targeting`.
    rules        TEXT    NOT NULL,
    PRIMARY KEY (site_id, form_id, version_id)
) STRICT;

-- Immutable files, found at `/a/<hash>.<extension>`. None is ever deleted: pages may hold an old manifest.
CREATE TABLE assets (
    -- Content id of `identity`: crate `form-compile`, asset.rs.
    hash      TEXT NOT NULL,
    extension TEXT NOT NULL,
    identity  BLOB NOT NULL,
    -- The same, compressed; null for pictures, which are compressed already.
    brotli    BLOB,
    gzip      BLOB,
    PRIMARY KEY (hash, extension)
) STRICT;

-- The script of each site, composed whenever it changes, so that a page view only reads it.
CREATE TABLE onsite_scripts (
    site_id      TEXT NOT NULL PRIMARY KEY REFERENCES sites,
    -- Content id of `identity`; the entity tags are made of it.
    hash         TEXT NOT NULL,
    identity     BLOB NOT NULL,
    brotli       BLOB NOT NULL,
    gzip         BLOB NOT NULL,
    -- Content id of what the script was made with: modules, public address, compiler.
    composed_for TEXT NOT NULL
) STRICT;
