//! Ids in the path of a request. What cannot be an id names nothing, so it is answered as unknown.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use form_model::{FormId, SiteId};

use crate::Error;

/// The site of `/…/{site}`, as it stands in the address.
#[derive(Clone, Debug)]
pub(crate) struct SiteName(pub(crate) String);

/// The site of `/…/{site}`.
#[derive(Clone, Debug)]
pub(crate) struct InSite(pub(crate) SiteId);

/// The form of `/…/{site}/…/{form}`, and its site.
#[derive(Clone, Debug)]
pub(crate) struct OfForm(pub(crate) SiteId, pub(crate) FormId);

impl<S: Send + Sync> FromRequestParts<S> for SiteName {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let site = Path::<String>::from_request_parts(parts, state).await;
        // Fails only where the address holds bytes that are no text.
        site.map(|Path(site)| SiteName(site))
            .map_err(|_| Error::UnknownSite(String::from("\u{fffd}")))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for InSite {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let SiteName(site) = SiteName::from_request_parts(parts, state).await?;
        SiteId::parse(&site)
            .map(InSite)
            .ok_or(Error::UnknownSite(site))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for OfForm {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((site, form)) = path.map_err(|_| Error::UnknownSite(String::from("\u{fffd}")))?;
        let site_id = SiteId::parse(&site).ok_or(Error::UnknownSite(site))?;
        let form_id = FormId::parse(&form).ok_or(Error::UnknownForm(form))?;
        Ok(OfForm(site_id, form_id))
    }
}
