//! Flags for the names of the headers in which a CDN sends the visitor's location.

use anyhow::{Context, Result};
use axum::http::HeaderName;
use clap::Args;

use crate::config::LocationHeaders;

/// The flags; an empty variable counts as not set.
#[derive(Debug, Args)]
pub(super) struct LocationFlags {
    /// Header in which the CDN in front sends the visitor's country [default: none]
    #[arg(
        long,
        env = "COUNTRY_HEADER",
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    country_header: String,
    /// Header in which the CDN in front sends the visitor's region [default: none]
    #[arg(
        long,
        env = "REGION_HEADER",
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    region_header: String,
}

impl LocationFlags {
    pub(super) fn headers(&self) -> Result<LocationHeaders> {
        Ok(LocationHeaders {
            country: header(&self.country_header).context("COUNTRY_HEADER")?,
            region: header(&self.region_header).context("REGION_HEADER")?,
        })
    }
}

fn header(name: &str) -> Result<Option<HeaderName>> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let header = name.parse().with_context(|| {
        format!("{name:?} is not the name of a header, such as `CloudFront-Viewer-Country`")
    })?;
    Ok(Some(header))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_not_set_and_an_invalid_name_is_reported() {
        let flags = |country: &str, region: &str| LocationFlags {
            country_header: country.to_owned(),
            region_header: region.to_owned(),
        };
        assert_eq!(
            flags("", " ").headers().unwrap(),
            LocationHeaders::default()
        );
        let headers = flags("CF-IPCountry", "").headers().unwrap();
        assert_eq!(
            headers.country,
            Some(HeaderName::from_static("cf-ipcountry"))
        );
        let error = flags("", "CF Region").headers().unwrap_err();
        assert_eq!(error.to_string(), "REGION_HEADER");
        assert!(format!("{error:#}").contains("\"CF Region\" is not the name of a header"));
    }
}
