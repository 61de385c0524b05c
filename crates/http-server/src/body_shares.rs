//! The bytes of request bodies that are in memory while they arrive: bounded in all, and for each neighborhood of
//! addresses, so that a client that sends thousands of bodies slowly neither fills the memory nor keeps others out.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use crate::connections::neighborhood;

/// One neighborhood (IPv4 /24, IPv6 /48) may hold one part of this many.
const SHARE: usize = 8;

/// Counts the bytes of bodies.
#[derive(Debug)]
pub struct BodyShares {
    max_bytes: usize,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    bytes: usize,
    by_neighborhood: HashMap<IpAddr, usize>,
}

/// The bytes of one body; they count while this lives.
#[derive(Debug)]
pub struct BodyShare<'a> {
    shares: &'a BodyShares,
    neighborhood: IpAddr,
    bytes: usize,
}

impl BodyShares {
    /// Allows bodies of so many bytes together.
    pub fn new(max_bytes: usize) -> Self {
        BodyShares {
            max_bytes,
            held: Mutex::default(),
        }
    }

    /// The body of a request from a client.
    pub fn begin(&self, client: IpAddr) -> BodyShare<'_> {
        BodyShare {
            shares: self,
            neighborhood: neighborhood(client.to_canonical()),
            bytes: 0,
        }
    }
}

impl BodyShare<'_> {
    /// Whether so many more bytes may be held; then they count.
    pub(crate) fn grow(&mut self, bytes: usize) -> bool {
        let max_bytes = self.shares.max_bytes;
        let held = &mut *self.shares.lock();
        let own = held.by_neighborhood.entry(self.neighborhood).or_default();
        if held.bytes + bytes > max_bytes || *own + bytes > max_bytes / SHARE {
            return false;
        }
        *own += bytes;
        held.bytes += bytes;
        self.bytes += bytes;
        true
    }
}

impl BodyShares {
    fn lock(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for BodyShare<'_> {
    fn drop(&mut self) {
        let held = &mut *self.shares.lock();
        held.bytes -= self.bytes;
        if let Some(own) = held.by_neighborhood.get_mut(&self.neighborhood) {
            *own -= self.bytes;
            if *own == 0 {
                held.by_neighborhood.remove(&self.neighborhood);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighborhood_holds_only_its_share_of_body_bytes() {
        let shares = BodyShares::new(8_000);
        let address = |text: &str| text.parse().unwrap();
        let mut flood = shares.begin(address("192.0.2.1"));
        assert!(flood.grow(600) && flood.grow(400) && !flood.grow(1));
        assert!(!shares.begin(address("192.0.2.77")).grow(1));
        assert!(shares.begin(address("198.51.100.1")).grow(1_000));
        drop(flood);
        assert!(shares.begin(address("192.0.2.77")).grow(1_000));
        assert!(shares.lock().by_neighborhood.is_empty());
    }

    #[test]
    fn all_bodies_together_have_a_bound() {
        let shares = BodyShares::new(8_000);
        let bodies: Vec<_> = (0..20)
            .map(|n| {
                let mut body = shares.begin(format!("192.0.{n}.1").parse().unwrap());
                let is_held = body.grow(1_000);
                (body, is_held)
            })
            .collect();
        assert_eq!(bodies.iter().filter(|(_, is_held)| *is_held).count(), 8);
        drop(bodies);
        assert_eq!(shares.lock().bytes, 0);
    }
}
