//! Ids in the path of a request. An invalid id gets the same answer as an unknown one.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use form_model::{FormId, SiteId, ids::SubmissionId};

use crate::Error;

/// The site of `/…/{site}`, as in the address.
#[derive(Clone, Debug)]
pub(crate) struct SiteName(pub(crate) String);

/// The site of `/…/{site}`.
#[derive(Clone, Debug)]
pub(crate) struct InSite(pub(crate) SiteId);

/// The form of `/…/{site}/…/{form}`, and its site.
#[derive(Clone, Debug)]
pub(crate) struct OfForm(pub(crate) SiteId, pub(crate) FormId);

/// The submission of `/…/{site}/submissions/{submission}`, and its site.
#[derive(Clone, Debug)]
pub(crate) struct OfSubmission(pub(crate) SiteId, pub(crate) SubmissionId);

impl<S: Send + Sync> FromRequestParts<S> for SiteName {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let site = Path::<String>::from_request_parts(parts, state).await;
        // Fails only if the address contains invalid UTF-8.
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

impl<S: Send + Sync> FromRequestParts<S> for OfSubmission {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let unreadable = |_| Error::UnknownSite(String::from("\u{fffd}"));
        let Path((site, submission)) = path.map_err(unreadable)?;
        let site_id = SiteId::parse(&site).ok_or(Error::UnknownSite(site))?;
        let submission_id =
            SubmissionId::parse(&submission).ok_or(Error::UnknownSubmission(submission))?;
        Ok(OfSubmission(site_id, submission_id))
    }
}
