//! Whose pages may submit to a site: an origin, or all subdomains of a domain.

use serde::Serialize;

use crate::{Origin, OriginFault};

/// An origin such as `https://shop.example`, or all subdomains of one: `https://*.shop.example` covers
/// `https://www.shop.example` and `https://a.b.shop.example`, but not `https://shop.example` itself. Scheme and port
/// must be those that it names.
///
/// A star means the same in Content Security Policies, which the same people write:
/// <https://www.w3.org/TR/CSP3/#match-hosts>.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct AllowedOrigin(String);

/// What precedes the domain whose subdomains are meant.
const STAR: &str = "*.";

/// The minimum number of labels after the star: `*.example` would cover too much.
const MIN_LABELS: usize = 2;

impl AllowedOrigin {
    /// The origin, whose host may begin with a star.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Parses an origin, whose host may begin with `*.`, and normalizes it.
    pub(crate) fn parse(text: &str) -> Result<Self, OriginFault> {
        let Some((scheme, domain)) = text.split_once("://*.") else {
            return Origin::parse(text).map(Self::from);
        };
        let origin = Origin::parse(&format!("{scheme}://{domain}"))?;
        let (scheme, host, port) = parts(origin.as_str()).ok_or(OriginFault::Star)?;
        let is_domain = host.split('.').count() >= MIN_LABELS
            && host.contains(|c: char| c.is_ascii_alphabetic())
            && !host.starts_with('[');
        if !is_domain {
            return Err(OriginFault::Star);
        }
        Ok(AllowedOrigin(format!("{scheme}://{STAR}{host}{port}")))
    }

    /// Accepts what is in the database unchanged: an origin that is no longer allowed matches nothing, and its site
    /// stays readable.
    pub(crate) fn stored(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|_| AllowedOrigin(text.to_owned()))
    }

    /// Whether a page of this origin, as a browser names it, may submit.
    pub(crate) fn allows(&self, origin: &str) -> bool {
        let origin = origin.to_ascii_lowercase();
        let Some((scheme, rest)) = self.0.split_once("://*") else {
            return self.0 == origin;
        };
        let Some((other_scheme, host, port)) = parts(&origin) else {
            return false;
        };
        let host_and_port = format!("{host}{port}");
        let subdomain = host_and_port.strip_suffix(rest);
        other_scheme == scheme
            && subdomain.is_some_and(|subdomain| !subdomain.is_empty() && !subdomain.contains('*'))
    }
}

impl From<Origin> for AllowedOrigin {
    fn from(origin: Origin) -> Self {
        AllowedOrigin(origin.to_string())
    }
}

/// Scheme, host, and the port with its colon.
fn parts(origin: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = origin.split_once("://")?;
    let colon = rest
        .rfind(':')
        .filter(|colon| !rest[*colon..].contains(']'));
    let (host, port) = rest.split_at(colon.unwrap_or(rest.len()));
    Some((scheme, host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(allowed: &str, matching: &[&str], others: &[&str]) {
        let allowed = AllowedOrigin::parse(allowed).unwrap();
        for origin in matching {
            assert!(allowed.allows(origin), "{origin}");
        }
        for origin in others {
            assert!(!allowed.allows(origin), "{origin}");
        }
    }

    #[test]
    fn an_origin_is_one_and_a_star_is_every_subdomain() {
        check(
            "https://Shop.Example:443/",
            &["https://shop.example"],
            &[
                "https://www.shop.example",
                "http://shop.example",
                "https://shop.example:8443",
            ],
        );
        check(
            "https://*.Shop.Example",
            &["https://www.shop.example", "https://a.b.shop.example"],
            &[
                "https://shop.example",
                "https://.shop.example",
                "https://evilshop.example",
                "https://www.shop.example.evil.example",
                "http://www.shop.example",
                "https://www.shop.example:8443",
                "null",
                "",
            ],
        );
        check(
            "http://*.käse.example:8080",
            &["http://www.xn--kse-qla.example:8080"],
            &[
                "http://www.xn--kse-qla.example",
                "http://www.xn--kse-qla.example:80800",
            ],
        );
    }

    #[test]
    fn a_star_is_allowed_only_before_a_domain() {
        for text in [
            "https://*",
            "https://*.example",
            "https://*.com",
            "https://www.*.example",
            "https://*shop.example",
            "https://*.*.example",
            "https://shop.example:*",
            "https://*.127.0.0.1",
            "https://*.[::1]",
            "*://shop.example",
            "*.shop.example",
            "*",
        ] {
            assert!(AllowedOrigin::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_origin_from_an_earlier_release_is_read_and_matches_nothing() {
        let stored = AllowedOrigin::stored("https://www.*.example");
        assert!(!stored.allows("https://www.shop.example"));
        assert_eq!(
            serde_json::to_value(&stored).unwrap(),
            "https://www.*.example"
        );
    }
}
