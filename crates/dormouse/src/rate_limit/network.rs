//! Which addresses are counted as one client, and which as one network.
//!
//! IPv4: an address, and its /24, the smallest range that the internet routes. IPv6: a /64, which is one subnet, from
//! which a subscriber can take any address, and a /48, the usual assignment to one site of a customer (RFC 6177).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The first of the addresses that count as one client.
pub(super) fn address_of(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

/// The first address of the client's network.
pub(super) fn network_of(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() >> 8 << 8).into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 80 << 80).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_grouped_by_their_prefix() {
        for (client, address, network) in [
            ("192.0.2.77", "192.0.2.77", "192.0.2.0"),
            ("::ffff:192.0.2.77", "192.0.2.77", "192.0.2.0"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", "2001:db8:1::"),
        ] {
            let client = client.parse().unwrap();
            assert_eq!(address_of(client).to_string(), address);
            assert_eq!(network_of(client).to_string(), network);
        }
    }
}
