//! The address of a request's client: the peer's, or, behind a proxy that the operator trusts, the one in its header.

use std::{fmt, net::IpAddr};

use axum::http::{HeaderMap, HeaderName};
use http_server::server::Peer;

/// The proxies in front of the service, and the header in which they name the client.
///
/// A header counts only if the connection comes from one of these peers, because any client can send any header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedProxies {
    /// The proxies' own addresses. `DORMOUSE_TRUSTED_PROXIES`, default none.
    pub peers: Vec<AddressRange>,
    /// The header in which they name the client; the last entry that is not a proxy's own address counts.
    /// `DORMOUSE_CLIENT_ADDRESS_HEADER`, default `x-forwarded-for`.
    pub header: HeaderName,
}

/// A range of addresses, such as `10.0.0.0/8`, `2001:db8::/32`, or the single address `127.0.0.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressRange {
    first: IpAddr,
    prefix_bits: u32,
}

/// The bits of an IPv6 address before the IPv4 address that it maps (`::ffff:10.0.0.1`): RFC 4291, 2.5.5.2.
const MAPPED_BITS: u32 = 96;

/// Why a text is not an [`AddressRange`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an IP address or a range such as `10.0.0.0/8`, but it is {0:?}")]
pub struct NotARange(String);

impl Default for TrustedProxies {
    fn default() -> Self {
        TrustedProxies {
            peers: Vec::new(),
            header: HeaderName::from_static("x-forwarded-for"),
        }
    }
}

impl TrustedProxies {
    /// The address of the client that sent a request with these headers over a connection from `peer`.
    ///
    /// Entries are read from the last to the first, because each proxy appends the address that it saw: the first one
    /// that is not a trusted proxy is the client, and the client may have invented everything before it.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        let values = headers.get_all(&self.header);
        let mut last_proxy = peer;
        for value in values.iter().rev() {
            // Each entry by itself: what the client wrote before the proxy's entry may be no text at all.
            for entry in value.as_bytes().rsplit(|byte| *byte == b',') {
                let entry = std::str::from_utf8(entry).unwrap_or_default();
                let Some(address) = address_in(entry.trim()) else {
                    return last_proxy;
                };
                if !self.trusts(address) {
                    return address;
                }
                last_proxy = address;
            }
        }
        last_proxy
    }

    /// Whether a request names a client in the header although its peer is not trusted to: a proxy that the operator
    /// forgot to list, or a client that pretends.
    pub(crate) fn is_ignored(&self, peer: Peer, headers: &HeaderMap) -> bool {
        headers.contains_key(&self.header) && !self.trusts(peer.0.ip().to_canonical())
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.peers.iter().any(|range| range.contains(address))
    }
}

impl AddressRange {
    fn contains(&self, address: IpAddr) -> bool {
        let (first, address, bits) = match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                (u128::from(first.to_bits()), address.to_bits().into(), 32)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => (first.to_bits(), address.to_bits(), 128),
            _ => return false,
        };
        // A shift by all 128 bits overflows: every address is in `::/0`.
        let differs = (first ^ address).checked_shr(bits - self.prefix_bits);
        differs.unwrap_or(0) == 0
    }
}

impl std::str::FromStr for AddressRange {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, NotARange> {
        let fault = || NotARange(text.to_owned());
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().map_err(|_| fault())?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let prefix_bits = match bits {
            None => most,
            Some(bits) => bits
                .parse()
                .ok()
                .filter(|bits| *bits <= most)
                .ok_or_else(fault)?,
        };
        // Peers are compared as IPv4 addresses where they are.
        let mapped = match first {
            IpAddr::V6(first) if prefix_bits >= MAPPED_BITS => first.to_ipv4_mapped(),
            _ => None,
        };
        Ok(match mapped {
            Some(first) => AddressRange {
                first: first.into(),
                prefix_bits: prefix_bits - MAPPED_BITS,
            },
            None => AddressRange { first, prefix_bits },
        })
    }
}

impl fmt::Display for AddressRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.first, self.prefix_bits)
    }
}

/// Reads `192.0.2.1`, `2001:db8::1`, and both with a port: `192.0.2.1:80`, `[2001:db8::1]:80`.
fn address_in(entry: &str) -> Option<IpAddr> {
    let bare = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let address = bare.unwrap_or(entry).parse::<IpAddr>();
    let with_port = || entry.parse::<std::net::SocketAddr>().map(|addr| addr.ip());
    address
        .or_else(|_| with_port())
        .ok()
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn proxies(peers: &[&str]) -> TrustedProxies {
        TrustedProxies {
            peers: peers.iter().map(|range| range.parse().unwrap()).collect(),
            ..TrustedProxies::default()
        }
    }

    #[track_caller]
    fn check(peers: &[&str], peer: &str, forwarded: &[&str], client: &str) {
        let values: Vec<_> = forwarded.iter().map(|value| value.as_bytes()).collect();
        check_bytes(peers, peer, &values, client);
    }

    #[track_caller]
    fn check_bytes(peers: &[&str], peer: &str, forwarded: &[&[u8]], client: &str) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            let value = HeaderValue::from_bytes(value).unwrap();
            headers.append("x-forwarded-for", value);
        }
        let found = proxies(peers).client(peer.parse().unwrap(), &headers);
        assert_eq!(found.to_string(), client);
    }

    #[test]
    fn a_header_counts_only_from_a_trusted_peer() {
        check(&[], "192.0.2.1", &["198.51.100.7"], "192.0.2.1");
        check(&["10.0.0.0/8"], "192.0.2.1", &["198.51.100.7"], "192.0.2.1");
        check(
            &["10.0.0.0/8"],
            "10.1.2.3",
            &["198.51.100.7"],
            "198.51.100.7",
        );
        check(&["::1"], "::1", &["2001:db8::7"], "2001:db8::7");
        check(
            &["127.0.0.1"],
            "::ffff:127.0.0.1",
            &["198.51.100.7"],
            "198.51.100.7",
        );
        check(&["0.0.0.0/0"], "192.0.2.1", &[], "192.0.2.1");
        check(
            &["::ffff:10.0.0.0/104"],
            "10.1.2.3",
            &["198.51.100.7"],
            "198.51.100.7",
        );
    }

    #[test]
    fn what_a_client_wrote_before_the_proxies_does_not_count() {
        let peers = &["10.0.0.0/8"];
        check(
            peers,
            "10.0.0.1",
            &["1.1.1.1, 198.51.100.7"],
            "198.51.100.7",
        );
        check(
            peers,
            "10.0.0.1",
            &["1.1.1.1", "198.51.100.7, 10.0.0.2"],
            "198.51.100.7",
        );
        check(
            peers,
            "10.0.0.1",
            &["1.1.1.1, unknown, 10.0.0.2"],
            "10.0.0.2",
        );
        check(peers, "10.0.0.1", &["nonsense"], "10.0.0.1");
        check_bytes(peers, "10.0.0.1", &[b"\xff, 198.51.100.7"], "198.51.100.7");
        check(peers, "10.0.0.1", &["10.0.0.3"], "10.0.0.3");
    }

    #[test]
    fn an_entry_may_have_a_port() {
        let peers = &["10.0.0.0/8"];
        check(peers, "10.0.0.1", &["198.51.100.7:4711"], "198.51.100.7");
        check(peers, "10.0.0.1", &["[2001:db8::7]:4711"], "2001:db8::7");
        check(peers, "10.0.0.1", &["[2001:db8::7]"], "2001:db8::7");
    }

    #[test]
    fn a_range_is_an_address_and_a_number_of_bits() {
        for text in ["10.0.0.0/8", "::/0", "0.0.0.0/0", "2001:db8::/32"] {
            assert_eq!(text.parse::<AddressRange>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "10.0.0.0/33",
            "::/129",
            "10.0.0.0/",
            "shop.example",
            "10.0.0.0/-1",
        ] {
            assert!(text.parse::<AddressRange>().is_err(), "{text}");
        }
    }
}
