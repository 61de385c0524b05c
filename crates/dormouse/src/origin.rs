//! Web origins: whose pages may submit, and where this service is found.

use std::fmt;

use serde::Serialize;
use url::Url;

/// A web origin as browsers send it: `https://shop.example`, with the port only if it is not the scheme's default.
/// Source: WHATWG HTML, "ASCII serialization of an origin".
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Origin(String);

/// Why a text is not an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginFault {
    /// It is not an address with scheme and host.
    #[error("is not an address such as `https://shop.example`")]
    NotAnAddress,
    /// Another scheme than `https` or `http`.
    #[error("begins with neither `https://` nor `http://`")]
    OtherScheme,
    /// A star is not before a domain.
    #[error(
        "must be an origin such as `https://shop.example`, or `https://*.shop.example` for all of its subdomains; a `*` is allowed nowhere else"
    )]
    Star,
    /// There is more than an origin: a user, a path, a query or a fragment.
    #[error("has more than scheme, host and port")]
    MoreThanOrigin,
}

impl Origin {
    /// Reads an origin and normalizes it: lower case, no default port, no slash at its end.
    pub fn parse(text: &str) -> Result<Self, OriginFault> {
        let url = Url::parse(text).map_err(|_| OriginFault::NotAnAddress)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(OriginFault::OtherScheme);
        }
        // Allowed in a host by the URL standard, but no page has such an origin.
        if url.host_str().is_some_and(|host| host.contains('*')) {
            return Err(OriginFault::Star);
        }
        let is_bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !is_bare {
            return Err(OriginFault::MoreThanOrigin);
        }
        Ok(Origin(url.origin().ascii_serialization()))
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for Origin {
    type Err = OriginFault;

    fn from_str(text: &str) -> Result<Self, OriginFault> {
        Origin::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_normalized_as_browsers_send_it() {
        for (text, origin) in [
            ("https://Shop.Example", "https://shop.example"),
            ("https://shop.example/", "https://shop.example"),
            ("https://shop.example:443", "https://shop.example"),
            ("http://127.0.0.1:8786", "http://127.0.0.1:8786"),
            ("http://[::1]:80", "http://[::1]"),
            ("https://käse.example", "https://xn--kse-qla.example"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), origin);
        }
    }

    #[test]
    fn anything_but_an_origin_is_refused() {
        for (text, fault) in [
            ("", OriginFault::NotAnAddress),
            ("null", OriginFault::NotAnAddress),
            ("shop.example", OriginFault::NotAnAddress),
            ("ftp://shop.example", OriginFault::OtherScheme),
            ("https://shop.example/a", OriginFault::MoreThanOrigin),
            ("https://shop.example?a", OriginFault::MoreThanOrigin),
            ("https://me@shop.example", OriginFault::MoreThanOrigin),
            ("https://*.shop.example", OriginFault::Star),
        ] {
            assert_eq!(Origin::parse(text), Err(fault), "{text}");
        }
    }
}
