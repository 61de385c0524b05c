//! The operator's settings, read once from flags and environment when the service starts.

use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

use axum::http::HeaderName;
use http_server::server::Timeouts;
use sha2::{Digest, Sha256};

use crate::{Origin, client_address::TrustedProxies, clock::Clock, rate_limit::WriteLimits};

/// Configuration of the service. The environment variables are those of [`serve`](crate::cli), listed in
/// `.env.example`.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address to listen on. `DORMOUSE_ADDR`, default `127.0.0.1:8787`.
    pub addr: SocketAddr,
    /// Folder of the database; created if it does not exist. `DORMOUSE_DATA`, default `.dormouse`.
    pub data: PathBuf,
    /// Origin at which browsers find this service; it is part of what they load. `DORMOUSE_PUBLIC_URL`, default
    /// `http://` and the address.
    pub public_url: Origin,
    /// The token of the management API. `DORMOUSE_API_TOKEN`, required, at least 16 characters.
    pub api_token: ApiToken,
    /// A second, equally valid token, for the time in which clients change from one to the other.
    /// `DORMOUSE_SECOND_API_TOKEN`, default none.
    pub second_api_token: Option<ApiToken>,
    /// Address of `/metrics`; without it, there is no such endpoint. `DORMOUSE_METRICS_ADDR`, default none.
    pub metrics_addr: Option<SocketAddr>,
    /// Which events are logged, in the syntax of `tracing_subscriber::EnvFilter`. `DORMOUSE_LOG`, default `info`.
    pub log: String,
    /// Origins of the renderer service that compiles published forms; without them, this process does. `RENDERER_URL`,
    /// default none.
    pub renderer_urls: Vec<Origin>,
    /// Headers in which the CDN in front sends the visitor's location.
    pub location_headers: LocationHeaders,
    /// The proxies in front, and the header in which they name the client.
    pub trusted_proxies: TrustedProxies,
    /// Bounds that protect the service.
    pub limits: Limits,
    /// The source of the time.
    pub clock: Clock,
}

/// Headers in which the CDN in front sends the visitor's location, set by it on every request; without them, the
/// location is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocationHeaders {
    /// The country, ISO 3166-1, two letters. `COUNTRY_HEADER`, default none.
    pub country: Option<HeaderName>,
    /// The region, the second part of ISO 3166-2 or all of it. `REGION_HEADER`, default none.
    pub region: Option<HeaderName>,
}

/// Bounds that protect the service from clients that are slow, or too many.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Submissions that are checked and stored at the same time, 1..=10000; more are answered with 503.
    /// `DORMOUSE_SUBMISSIONS_IN_FLIGHT`, default 512: a quarter of a second's worth at 2,000 a second.
    pub submissions_in_flight: usize,
    /// The previews of drafts that are made at the same time; beyond that, the page says to load it again. Each preview
    /// compiles a form, and anybody who has the address of one can ask for it as often as they like. 4.
    pub previews_in_flight: usize,
    /// The bytes of submissions' bodies that are in memory while they arrive; of one network (IPv4 /24, IPv6 /48), an
    /// eighth. Beyond that: 503. 64 MB.
    pub body_bytes_in_flight: usize,
    /// Limits on what anonymous clients may write.
    pub writes: WriteLimits,
    /// Time for the headers of a request; also how long an idle connection is kept. 30 s.
    pub header_timeout: Duration,
    /// Time for the body of a request. 15 s.
    pub body_timeout: Duration,
    /// How long the database may be busy before a request gives up with 503. 5 s.
    pub busy_timeout: Duration,
    /// How long the service still accepts requests after the signal to stop, while each answer ends its connection.
    /// `DORMOUSE_DRAIN_DELAY_SECONDS`, 0..=600, default 0.
    pub drain_delay: Duration,
    /// How long requests may go on after that. 10 s.
    pub shutdown_timeout: Duration,
    /// How long the renderer service is waited for.
    pub renderer: RendererLimits,
}

/// How long the renderer service is waited for.
#[derive(Clone, Copy, Debug)]
pub struct RendererLimits {
    /// The time limit for one answer of one pod. 4 s.
    pub attempt: Duration,
    /// The time limit for a form, whichever pods are asked. 9 s, so that a designer gets an answer within 10.
    pub budget: Duration,
    /// How long after a start that could not bring every form up to date the next try is. 30 s.
    pub refresh_pause: Duration,
}

impl Default for RendererLimits {
    fn default() -> Self {
        RendererLimits {
            attempt: Duration::from_secs(4),
            budget: Duration::from_secs(9),
            refresh_pause: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// The limits of the server itself.
    pub fn timeouts(&self) -> Timeouts {
        Timeouts {
            header: self.header_timeout,
            drain: self.drain_delay,
            shutdown: self.shutdown_timeout,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            submissions_in_flight: 512,
            previews_in_flight: 4,
            body_bytes_in_flight: 64_000_000,
            writes: WriteLimits::default(),
            header_timeout: Duration::from_secs(30),
            body_timeout: Duration::from_secs(15),
            busy_timeout: Duration::from_secs(5),
            drain_delay: Duration::ZERO,
            shutdown_timeout: Duration::from_secs(10),
            renderer: RendererLimits::default(),
        }
    }
}

/// The token of the management API, as its digest, so that neither a log nor a comparison can give it away.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiToken([u8; 32]);

/// The token is too short to be safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the token must have at least 16 characters, but it has {0}; `openssl rand -hex 16` prints a good one"
)]
pub struct ShortToken(usize);

impl ApiToken {
    /// Takes a token of at least 16 characters.
    pub fn parse(token: &str) -> Result<Self, ShortToken> {
        let characters = token.chars().count();
        if characters < 16 {
            return Err(ShortToken(characters));
        }
        Ok(ApiToken(Sha256::digest(token).into()))
    }

    /// Whether a client knows the token, found out in the same time whatever it sends.
    pub fn is(&self, token: &str) -> bool {
        let given: [u8; 32] = Sha256::digest(token).into();
        let differing = self
            .0
            .iter()
            .zip(given)
            .fold(0, |bits, (ours, theirs)| bits | (ours ^ theirs));
        std::hint::black_box(differing) == 0
    }
}

impl fmt::Debug for ApiToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiToken(set, not shown)")
    }
}

impl fmt::Display for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "  DORMOUSE_ADDR                   {}", self.addr)?;
        writeln!(
            formatter,
            "  DORMOUSE_DATA                   {}",
            self.data.display()
        )?;
        writeln!(
            formatter,
            "  DORMOUSE_PUBLIC_URL             {}",
            self.public_url
        )?;
        writeln!(
            formatter,
            "  DORMOUSE_API_TOKEN              (set, not shown)"
        )?;
        let second = match &self.second_api_token {
            Some(_) => "(set, not shown)",
            None => "(none)",
        };
        writeln!(formatter, "  DORMOUSE_SECOND_API_TOKEN       {second}")?;
        let metrics_addr = match self.metrics_addr {
            Some(addr) => addr.to_string(),
            None => "(none: /metrics is off)".to_owned(),
        };
        writeln!(
            formatter,
            "  DORMOUSE_METRICS_ADDR           {metrics_addr}"
        )?;
        writeln!(formatter, "  DORMOUSE_LOG                    {}", self.log)?;
        writeln!(
            formatter,
            "  DORMOUSE_SUBMISSIONS_IN_FLIGHT  {}",
            self.limits.submissions_in_flight
        )?;
        let writes = &self.limits.writes;
        for (name, value) in [
            (
                "DORMOUSE_SUBMISSIONS_PER_ADDRESS",
                writes.per_address.into(),
            ),
            (
                "DORMOUSE_SUBMISSIONS_PER_NETWORK",
                writes.per_network.into(),
            ),
            ("DORMOUSE_SUBMISSIONS_PER_SITE", writes.per_site.into()),
            (
                "DORMOUSE_SITE_MEGABYTES_PER_DAY",
                writes.site_bytes_per_day / 1_000_000,
            ),
        ] {
            writeln!(formatter, "  {name:<32}{value}")?;
        }
        let proxies: Vec<_> = self
            .trusted_proxies
            .peers
            .iter()
            .map(ToString::to_string)
            .collect();
        let proxies = if proxies.is_empty() {
            "(none: a client is the other end of its connection)".to_owned()
        } else {
            proxies.join(",")
        };
        writeln!(formatter, "  DORMOUSE_TRUSTED_PROXIES        {proxies}")?;
        writeln!(
            formatter,
            "  DORMOUSE_CLIENT_ADDRESS_HEADER  {}",
            self.trusted_proxies.header
        )?;
        writeln!(
            formatter,
            "  DORMOUSE_DRAIN_DELAY_SECONDS    {}",
            self.limits.drain_delay.as_secs()
        )?;
        let urls: Vec<_> = self.renderer_urls.iter().map(Origin::as_str).collect();
        let renderer = if urls.is_empty() {
            "(none: forms are compiled here)".to_owned()
        } else {
            urls.join(",")
        };
        writeln!(formatter, "  RENDERER_URL                    {renderer}")?;
        let name = |header: &Option<HeaderName>| match header {
            Some(name) => name.to_string(),
            None => "(none: the location of visitors is unknown)".to_owned(),
        };
        let headers = &self.location_headers;
        writeln!(
            formatter,
            "  COUNTRY_HEADER                  {}",
            name(&headers.country)
        )?;
        write!(
            formatter,
            "  REGION_HEADER                   {}",
            name(&headers.region)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_sixteen_characters_and_is_never_shown() {
        assert_eq!(ApiToken::parse("fifteen-letters"), Err(ShortToken(15)));
        let token = ApiToken::parse("sixteen-letters!").unwrap();
        assert!(token.is("sixteen-letters!"));
        assert!(!token.is("sixteen-letters?") && !token.is(""));
        assert!(!format!("{token:?}").contains("sixteen"));
    }
}
