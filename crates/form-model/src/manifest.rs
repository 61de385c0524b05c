//! Wire shape: the manifest of a site, which travels inside `onsite.js`.

use serde::Serialize;

use crate::ids::{FormId, SiteId, VersionId};

/// What a page needs to know of a site before any form shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// The site.
    pub site_id: SiteId,
    /// Origin of the service, without a slash at its end: assets and API live there.
    pub base_url: String,
    /// Which engine runs the storefront modules.
    pub engine: Engine,
    /// Hash of the trigger module's twin, where `engine` may need one that is not embedded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger_twin: Option<String>,
    /// Hash of the module that sends what an earlier page view left in the outbox.
    pub outbox: String,
    /// The live forms, at most 32, in their order of priority.
    pub forms: Vec<ManifestEntry>,
}

/// Which engine runs the storefront modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// WebAssembly; the twin where the page forbids it.
    Auto,
    /// WebAssembly only.
    Wasm,
    /// The JavaScript twin only.
    Js,
}

/// One live form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ManifestEntry {
    /// The form.
    pub form_id: FormId,
    /// Its live version.
    pub version_id: VersionId,
    /// Hash of the version's bundle: `/a/<hash>.json`.
    pub bundle: String,
    /// Hash of the render module that the bundle was compiled for: `/a/<hash>.js`.
    pub render: String,
    /// Hash of that module's twin.
    pub render_twin: String,
    /// Triggers, targeting rules and frequency cap as a program of the crate `targeting`, without its first line.
    pub rules: String,
}
