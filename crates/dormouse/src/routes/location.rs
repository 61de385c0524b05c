//! `GET /v1/{site}/where`: the visitor's location, as the CDN in front of the service reports it.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, header},
    response::IntoResponse,
};
use form_model::SiteId;
use http_server::Json;
use serde::Serialize;

use super::path::SiteName;
use crate::{App, Error, config::LocationHeaders};

/// It is about one visitor, who may be elsewhere the next time.
const CACHE_CONTROL: &str = "private, no-store";

/// Codes that do not mean a country, though they look like one: ISO 3166-1 never assigns them.
const UNKNOWN_COUNTRIES: [&str; 2] = ["XX", "ZZ"];

/// The visitor's location.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Location {
    /// ISO 3166-1, two letters: `DE`.
    country: Option<String>,
    /// The part of ISO 3166-2 behind the country, 1 to 3 letters or digits: `BY`.
    region: Option<String>,
}

/// Answers with country and region. They are read from the request's headers and kept nowhere.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    SiteName(site): SiteName,
    request: HeaderMap,
) -> Result<impl IntoResponse, Error> {
    let unknown_site = || Error::UnknownSite(site.clone());
    let site_id = SiteId::parse(&site).ok_or_else(unknown_site)?;
    app.store.site(&site_id).await?.ok_or_else(unknown_site)?;
    let location = Location::read(&request, &app.location_headers);
    Ok(([(header::CACHE_CONTROL, CACHE_CONTROL)], Json(location)))
}

impl Location {
    fn read(request: &HeaderMap, headers: &LocationHeaders) -> Self {
        let value = |name: &Option<HeaderName>| request.get(name.as_ref()?)?.to_str().ok();
        Location {
            country: value(&headers.country).and_then(country),
            region: value(&headers.region).and_then(region),
        }
    }
}

fn country(code: &str) -> Option<String> {
    let code = code.to_ascii_uppercase();
    (is_country(&code) && !UNKNOWN_COUNTRIES.contains(&&*code)).then_some(code)
}

/// Some write the country before the region, as ISO 3166-2 does: `US-CA`.
fn region(code: &str) -> Option<String> {
    let code = match code.split_once('-') {
        Some((country, region)) if is_country(country) => region,
        _ => code,
    };
    let is_region =
        (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_region.then(|| code.to_ascii_uppercase())
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::{country, region};

    #[test]
    fn a_country_is_two_letters() {
        for (code, expected) in [
            ("DE", Some("DE")),
            ("de", Some("DE")),
            ("XX", None),
            ("zz", None),
            ("T1", None),
            ("D", None),
            ("DEU", None),
            ("\u{df}", None),
            ("DE,US", None),
            ("", None),
        ] {
            assert_eq!(country(code).as_deref(), expected, "{code:?}");
        }
    }

    #[test]
    fn a_region_is_up_to_three_letters_or_digits() {
        for (code, expected) in [
            ("BY", Some("BY")),
            ("ca", Some("CA")),
            ("9", Some("9")),
            ("ENG", Some("ENG")),
            ("US-CA", Some("CA")),
            ("at-9", Some("9")),
            ("US-", None),
            ("-CA", None),
            ("US-CA-1", None),
            ("USCA", None),
            ("B Y", None),
            ("\u{e9}", None),
            ("", None),
        ] {
            assert_eq!(region(code).as_deref(), expected, "{code:?}");
        }
    }
}
