//! Flags that limit anonymous writes, and say which header has the client's address.

use anyhow::{Context, Result};
use clap::Args;

use crate::{
    client_address::{AddressRange, TrustedProxies},
    rate_limit::WriteLimits,
};

const BYTES_PER_MEGABYTE: u64 = 1_000_000;

/// The flags.
#[derive(Debug, Args)]
pub(super) struct WriteFlags {
    /// Submissions a minute from one address (IPv6: one /64); twice as many at once; more are answered with 429
    #[arg(long, env = "DORMOUSE_SUBMISSIONS_PER_ADDRESS", default_value_t = WriteLimits::default().per_address,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000), value_name = "N")]
    submissions_per_address: u32,
    /// Submissions a minute from one network, IPv4 /24 or IPv6 /48; twice as many at once
    #[arg(long, env = "DORMOUSE_SUBMISSIONS_PER_NETWORK", default_value_t = WriteLimits::default().per_network,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000), value_name = "N")]
    submissions_per_network: u32,
    /// Submissions a minute to one site; twice as many at once
    #[arg(long, env = "DORMOUSE_SUBMISSIONS_PER_SITE", default_value_t = WriteLimits::default().per_site,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000), value_name = "N")]
    submissions_per_site: u32,
    /// Megabytes that the submissions to one site may take in the database on one day
    #[arg(long, env = "DORMOUSE_SITE_MEGABYTES_PER_DAY", default_value_t = WriteLimits::default().site_bytes_per_day / BYTES_PER_MEGABYTE,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000), value_name = "N")]
    site_megabytes_per_day: u64,
    /// Addresses of the proxies in front, as `10.0.0.0/8,::1`: their header with the client's address counts [default:
    /// none]
    #[arg(
        long,
        env = "DORMOUSE_TRUSTED_PROXIES",
        value_name = "RANGE,…",
        default_value = "",
        hide_default_value = true
    )]
    trusted_proxies: String,
    /// Header in which the trusted proxies name the client
    #[arg(
        long,
        env = "DORMOUSE_CLIENT_ADDRESS_HEADER",
        value_name = "NAME",
        default_value = "X-Forwarded-For"
    )]
    client_address_header: String,
}

impl WriteFlags {
    pub(super) fn limits(&self) -> WriteLimits {
        WriteLimits {
            per_address: self.submissions_per_address,
            per_network: self.submissions_per_network,
            per_site: self.submissions_per_site,
            site_bytes_per_day: self.site_megabytes_per_day * BYTES_PER_MEGABYTE,
        }
    }

    pub(super) fn trusted_proxies(&self) -> Result<TrustedProxies> {
        let ranges = self.trusted_proxies.split(',').map(str::trim);
        let peers = ranges
            .filter(|range| !range.is_empty())
            .map(|range| range.parse::<AddressRange>())
            .collect::<Result<_, _>>()
            .context("DORMOUSE_TRUSTED_PROXIES")?;
        let name = self.client_address_header.trim();
        if name.is_empty() {
            return Ok(TrustedProxies {
                peers,
                ..TrustedProxies::default()
            });
        }
        let header = name.parse().with_context(|| {
            format!(
                "DORMOUSE_CLIENT_ADDRESS_HEADER must be the name of a header, but it is {name:?}"
            )
        })?;
        Ok(TrustedProxies { peers, header })
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Command {
        #[command(flatten)]
        flags: WriteFlags,
    }

    fn flags(arguments: &[&str]) -> WriteFlags {
        Command::parse_from([&["serve"], arguments].concat()).flags
    }

    #[test]
    fn without_flags_the_defaults_apply() {
        assert_eq!(flags(&[]).limits(), WriteLimits::default());
        assert_eq!(
            flags(&[]).trusted_proxies().unwrap(),
            TrustedProxies::default()
        );
    }

    #[test]
    fn proxies_are_ranges_with_commas_between_them() {
        let proxies = flags(&["--trusted-proxies", " 10.0.0.0/8, ::1,"]);
        assert_eq!(proxies.trusted_proxies().unwrap().peers.len(), 2);
        let wrong = flags(&["--trusted-proxies", "nginx"]).trusted_proxies();
        let message = format!("{:#}", wrong.unwrap_err());
        assert!(
            message.starts_with("DORMOUSE_TRUSTED_PROXIES: must be an IP address"),
            "{message}"
        );
    }
}
