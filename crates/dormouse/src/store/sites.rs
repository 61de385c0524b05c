//! Table `sites`.

use form_model::{SiteId, SiteSettings, manifest::Engine};
use serde::Serialize;
use sqlx::Row;

use super::{Store, Write, corrupt, json::Json};
use crate::{allowed_origin::AllowedOrigin, clock};

/// A tenant: one shop's web origins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Site {
    /// Its public id.
    pub(crate) site_id: SiteId,
    /// The origins whose pages may submit.
    pub(crate) origins: Vec<AllowedOrigin>,
    /// Which engine runs the storefront modules.
    pub(crate) engine: Engine,
    /// The other settings for all of its forms.
    #[serde(flatten)]
    pub(crate) settings: SiteSettings,
}

impl Store {
    /// Looks a site up.
    pub(crate) async fn site(&self, site_id: &SiteId) -> Result<Option<Site>, sqlx::Error> {
        let row =
            sqlx::query("SELECT site_id, origins, engine, settings FROM sites WHERE site_id = ?")
                .bind(site_id.as_str())
                .fetch_optional(&self.readers)
                .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Every site, oldest first.
    pub(crate) async fn sites(&self) -> Result<Vec<Site>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT site_id, origins, engine, settings FROM sites ORDER BY created_at, site_id",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }
}

/// Makes a site, or replaces its settings.
pub(crate) async fn put(write: &mut Write, site: &Site) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO sites (site_id, origins, engine, settings, created_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET origins = excluded.origins, engine = excluded.engine,
                                   settings = excluded.settings",
    )
    .bind(site.site_id.as_str())
    .bind(Json(&site.origins))
    .bind(engine_name(site.engine))
    .bind(Json(&site.settings))
    .bind(clock::now_ms())
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// The engines by their names in JSON.
pub(crate) const ENGINES: [(&str, Engine); 3] = [
    ("auto", Engine::Auto),
    ("wasm", Engine::Wasm),
    ("js", Engine::Js),
];

fn engine_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Auto => "auto",
        Engine::Wasm => "wasm",
        Engine::Js => "js",
    }
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Site, sqlx::Error> {
    let engine: String = row.try_get("engine")?;
    let engine = ENGINES.iter().find(|(name, _)| *name == engine);
    Ok(Site {
        site_id: SiteId::parse(row.try_get("site_id")?).ok_or_else(|| corrupt("a site's id"))?,
        origins: read_origins(row.try_get("origins")?)?,
        engine: engine
            .map(|(_, engine)| *engine)
            .ok_or_else(|| corrupt("a site's engine"))?,
        settings: read_settings(row.try_get("settings")?)?,
    })
}

/// Reads the column `settings`.
fn read_settings(json: &str) -> Result<SiteSettings, sqlx::Error> {
    let settings: Option<serde_json::Value> = bounded_json::stored(json).ok();
    settings
        .and_then(|settings| SiteSettings::from_value(&settings, &[]).ok())
        .ok_or_else(|| corrupt("a site's settings"))
}

/// Reads the column `origins`.
pub(super) fn read_origins(json: &str) -> Result<Vec<AllowedOrigin>, sqlx::Error> {
    let origins: Vec<String> =
        bounded_json::stored(json).map_err(|_| corrupt("a list of origins"))?;
    Ok(origins
        .iter()
        .map(|origin| AllowedOrigin::stored(origin))
        .collect())
}
