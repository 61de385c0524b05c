//! `/api/v1/sites`: sites and their settings.

use std::{collections::HashMap, sync::Arc};

use axum::{body::Body, extract::State, response::IntoResponse};
use form_model::{Problem, SiteId, SiteSettings, manifest::Engine};
use http_server::{Json, request_body};
use serde_json::Value;

use super::path::InSite;
use crate::{
    App, Error,
    allowed_origin::AllowedOrigin,
    store::sites::{ENGINES, Site},
};

/// The maximum size of a body, in bytes.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// The maximum number of origins of a site.
const MAX_ORIGINS: usize = 100;

/// Creates a site, or replaces its settings; a missing setting gets its default.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    InSite(site_id): InSite,
    body: Body,
) -> Result<impl IntoResponse, Error> {
    let body = request_body::read(body, MAX_BODY_BYTES, app.limits.body_timeout).await?;
    let site = read_site(site_id, &body).map_err(Error::Problems)?;
    app.publisher.put_site(&site).await?;
    Ok(Json(site))
}

/// Answers with the settings of a site.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    InSite(site_id): InSite,
) -> Result<impl IntoResponse, Error> {
    let site = app.store.site(&site_id).await?;
    site.map(Json)
        .ok_or_else(|| Error::UnknownSite(site_id.to_string()))
}

/// Lists the sites.
pub(crate) async fn list(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    Ok(Json(HashMap::from([("sites", app.store.sites().await?)])))
}

/// Reads `{"origins": ["https://shop.example"], "engine"?: "auto" | "wasm" | "js"}`, and [`SiteSettings`] beside them.
fn read_site(site_id: SiteId, body: &[u8]) -> Result<Site, Vec<Problem>> {
    let problem = |path: &str, message: String| vec![Problem::new(path, message)];
    let document = bounded_json::text(body)
        .and_then(|text| bounded_json::value(text, MAX_BODY_BYTES))
        .map_err(|fault| vec![Problem::from(fault)])?;
    let members = document
        .as_object()
        .ok_or_else(|| problem("$", "must be an object".to_owned()))?;
    let mut problems = Vec::new();
    let mut origins = Vec::new();
    match members.get("origins").map(Value::as_array) {
        Some(Some(elements)) if elements.len() <= MAX_ORIGINS => {
            for (index, element) in elements.iter().enumerate() {
                match AllowedOrigin::parse(element.as_str().unwrap_or_default()) {
                    Ok(origin) if origins.contains(&origin) => {}
                    Ok(origin) => origins.push(origin),
                    Err(fault) => problems.push(Problem::new(
                        format!("$.origins[{index}]"),
                        fault.to_string(),
                    )),
                }
            }
        }
        Some(_) => problems.push(Problem::new(
            "$.origins",
            format!("must be an array of 0 to {MAX_ORIGINS} origins"),
        )),
        None => problems.push(Problem::new("$.origins", "is required")),
    }
    let engine = members.get("engine").filter(|engine| !engine.is_null());
    let engine = match engine {
        None => Some(Engine::Auto),
        Some(name) => ENGINES
            .iter()
            .find(|(known, _)| name == known)
            .map(|(_, engine)| *engine),
    };
    if engine.is_none() {
        problems.push(Problem::new("$.engine", "must be `auto`, `wasm` or `js`"));
    }
    let settings = SiteSettings::from_value(&document, &["origins", "engine"]);
    let settings = settings.map_err(|found| problems.extend(found));
    match (engine, settings) {
        (Some(engine), Ok(settings)) if problems.is_empty() => Ok(Site {
            site_id,
            origins,
            engine,
            settings,
        }),
        _ => Err(problems),
    }
}
