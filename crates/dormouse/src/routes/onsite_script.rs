//! `GET /v1/{site}/onsite.js`: the script of a merchant's page.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use form_model::SiteId;

use super::{
    file::{FileHeaders, encoding_for},
    path::SiteName,
};
use crate::{App, Error, media_type::SCRIPT};

/// A minute in every cache; then once more at once while the new one is fetched, for ten minutes.
const CACHE_CONTROL: &str = "public, max-age=60, stale-while-revalidate=600";

/// Answers with the script that was composed when the site was last published.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    SiteName(site): SiteName,
    request: HeaderMap,
) -> Result<Response, Error> {
    let unknown_site = || Error::UnknownSite(site.clone());
    let site_id = SiteId::parse(&site).ok_or_else(unknown_site)?;
    let encoding = encoding_for(&request, SCRIPT);
    let (hash, bytes) = app
        .store
        .script(&site_id, encoding)
        .await?
        .ok_or_else(unknown_site)?;
    let headers = FileHeaders {
        hash: &hash,
        media_type: SCRIPT,
        cache_control: CACHE_CONTROL,
        encoding,
    };
    Ok(if headers.is_known_to(&request) {
        headers.not_modified()
    } else {
        headers.ok(bytes)
    })
}
