//! Limits on anonymous writes: how many submissions one address, one network and one site may send.
//!
//! Clients are not counted by what they claim: a visitor id or a cookie costs an attacker nothing, an address does. A
//! real visitor who is caught in a flood loses nothing, because the page keeps the answer and sends it again after
//! `Retry-After`. An endless flood keeps no such visitor out: the last quarter of each rate is only for submissions
//! that were refused before and come again at that time or later (`Waiting`).

use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use form_model::{SiteId, ids::SubmissionId};

use buckets::{Buckets, Rate};
use time::Time;
use waiting::Waiting;

mod buckets;
mod network;
mod time;
mod waiting;

/// How many seconds the waits of clients that are refused at the same time are spread over, so that they do not all
/// come back in the same second.
const SPREAD_SECONDS: u64 = 8;

/// The share of a site's daily bytes that one network may take at once, and again over a day: one part of this many.
const NETWORK_SHARE: u64 = 50;

/// How many addresses, networks and sites are remembered, each twice, and how many submissions that are expected to
/// retry: 16 bytes each, 11 MB in all, whatever is sent. At 5,000 refused submissions a second, those of the last
/// minute are remembered.
const ADDRESSES: usize = 1 << 17;
const NETWORKS: usize = 1 << 15;
const SITES: usize = 1 << 14;
const WAITING: usize = 1 << 18;

/// The limits on anonymous writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteLimits {
    /// Submissions a minute from one address (IPv4) or one subscriber's network (IPv6 /64); twice as many at once.
    /// `DORMOUSE_SUBMISSIONS_PER_ADDRESS`, 1..=1000000, default 30.
    pub per_address: u32,
    /// Submissions a minute from one network, IPv4 /24 or IPv6 /48; twice as many at once.
    /// `DORMOUSE_SUBMISSIONS_PER_NETWORK`, 1..=1000000, default 240.
    pub per_network: u32,
    /// Submissions a minute to one site; twice as many at once.
    /// `DORMOUSE_SUBMISSIONS_PER_SITE`, 1..=1000000, default 3000.
    pub per_site: u32,
    /// Bytes that the submissions to one site may take in the database on one day (UTC).
    /// `DORMOUSE_SITE_MEGABYTES_PER_DAY`, 1..=1000000, in units of 1,000,000 bytes, default 250.
    pub site_bytes_per_day: u64,
}

impl Default for WriteLimits {
    fn default() -> Self {
        WriteLimits {
            per_address: 30,
            per_network: 240,
            per_site: 3_000,
            site_bytes_per_day: 250_000_000,
        }
    }
}

/// A submission came too early: the client may try again after this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMany {
    pub(crate) retry_after_seconds: u64,
}

/// Counts submissions.
#[derive(Debug)]
pub(crate) struct RateLimit(Mutex<State>);

#[derive(Debug)]
struct State {
    addresses: Shared,
    networks: Shared,
    sites: Shared,
    /// What a network stored at a site, in bytes.
    network_bytes: Shared,
    waiting: Waiting,
    refused: u64,
    time: Time,
}

/// Counters of one rate, of which new submissions leave a part to retries.
#[derive(Debug)]
struct Shared {
    all: Buckets,
    newcomers: Buckets,
}

impl Shared {
    fn new(size: usize, rate: Rate) -> Self {
        Shared {
            all: Buckets::new(size, rate),
            newcomers: Buckets::new(size, rate.for_newcomers()),
        }
    }

    fn wait_us(&self, name: &str, cost: u64, now_us: u64, is_new: bool) -> u64 {
        let wait_us = self.all.wait_us(name, cost, now_us);
        if is_new {
            wait_us.max(self.newcomers.wait_us(name, cost, now_us))
        } else {
            wait_us
        }
    }

    fn take(&mut self, name: &str, cost: u64, now_us: u64, is_new: bool) {
        self.all.take(name, cost, now_us);
        if is_new {
            self.newcomers.take(name, cost, now_us);
        }
    }
}

/// A submission that asks to be let in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival<'a> {
    pub(crate) site_id: &'a SiteId,
    pub(crate) submission_id: &'a SubmissionId,
    /// The client's address.
    pub(crate) client: IpAddr,
    /// Its size in the database.
    pub(crate) bytes: u64,
}

impl RateLimit {
    pub(crate) fn new(limits: WriteLimits) -> Self {
        let share = (limits.site_bytes_per_day / NETWORK_SHARE).max(1);
        RateLimit(Mutex::new(State {
            addresses: Shared::new(ADDRESSES, Rate::per_minute(limits.per_address)),
            networks: Shared::new(NETWORKS, Rate::per_minute(limits.per_network)),
            sites: Shared::new(SITES, Rate::per_minute(limits.per_site)),
            network_bytes: Shared::new(NETWORKS, Rate::per_day(share)),
            waiting: Waiting::new(WAITING),
            refused: 0,
            time: Time::default(),
        }))
    }

    /// Accepts a submission, or says when to try again. A refused one does not count, so that a flood from one network
    /// takes nothing away from the others.
    pub(crate) fn admit(&self, arrival: Arrival<'_>, now_ms: i64) -> Result<(), TooMany> {
        let Arrival {
            site_id,
            submission_id,
            client,
            bytes,
        } = arrival;
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = &mut *guard;
        let now_us = state.time.at(u64::try_from(now_ms).unwrap_or(0) * 1_000);
        let network = network::network_of(client);
        let own_name = format!("{site_id} {submission_id}");
        let due_us = state.waiting.due_us(&own_name);
        // A retry that comes too early counts as new, but keeps its retry time.
        let is_new = due_us.is_none_or(|due_us| now_us < due_us);
        let mut checks = [
            (
                &mut state.addresses,
                format!("{}", network::address_of(client)),
                1,
            ),
            (&mut state.networks, format!("{network}"), 1),
            (
                &mut state.network_bytes,
                format!("{network} {site_id}"),
                bytes,
            ),
            (&mut state.sites, site_id.to_string(), 1),
        ];
        let wait_us = checks
            .iter()
            .map(|(buckets, name, cost)| buckets.wait_us(name, *cost, now_us, is_new))
            .max()
            .unwrap_or(0);
        if wait_us > 0 {
            state.refused += 1;
            let spread = state.refused % SPREAD_SECONDS;
            let told_us = (wait_us.div_ceil(1_000_000) + spread) * 1_000_000;
            let due_us = match due_us {
                Some(due_us) if is_new => due_us,
                _ => now_us.saturating_add(told_us),
            };
            state.waiting.put(&own_name, due_us);
            return Err(TooMany {
                retry_after_seconds: (due_us - now_us).div_ceil(1_000_000),
            });
        }
        for (buckets, name, cost) in &mut checks {
            buckets.take(name, *cost, now_us, is_new);
        }
        state.waiting.remove(&own_name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: WriteLimits = WriteLimits {
        per_address: 30,
        per_network: 240,
        per_site: 3_000,
        site_bytes_per_day: 50_000_000,
    };

    fn site() -> SiteId {
        SiteId::parse("testshop").unwrap()
    }

    /// Sends a submission with an id that is this number.
    fn admit(
        limit: &RateLimit,
        number: usize,
        address: &str,
        bytes: u64,
        now_ms: i64,
    ) -> Result<(), TooMany> {
        let arrival = Arrival {
            site_id: &site(),
            submission_id: &SubmissionId::parse(&format!("{number:032x}")).unwrap(),
            client: address.parse().unwrap(),
            bytes,
        };
        limit.admit(arrival, now_ms)
    }

    #[track_caller]
    fn admitted(limit: &RateLimit, addresses: impl Iterator<Item = String>, bytes: u64) -> usize {
        addresses
            .enumerate()
            .filter(|(number, address)| admit(limit, *number, address, bytes, 0).is_ok())
            .count()
    }

    /// The number of a visitor's submission; those of a flood are smaller.
    const HONEST: usize = 1 << 60;

    /// A flood that sends a new submission from each of `addresses` every `step_ms`, for an hour, and a visitor who
    /// comes half a minute later and waits for `Retry-After` each time: returns after how many seconds they get
    /// through.
    #[track_caller]
    fn waits(limit: &RateLimit, honest: &str, addresses: &[&str], step_ms: usize) -> i64 {
        let begin = 30_000;
        let mut next = begin;
        let mut number = 0;
        for now in (0..3_600_000).step_by(step_ms) {
            for address in addresses {
                number += 1;
                let _ = admit(limit, number, address, 500, now);
            }
            if now == next {
                match admit(limit, HONEST, honest, 500, now) {
                    Ok(()) => return (now - begin) / 1_000,
                    Err(wait) => next += i64::try_from(wait.retry_after_seconds).unwrap() * 1_000,
                }
            }
        }
        panic!("never let in");
    }

    #[test]
    fn an_endless_flood_keeps_out_no_visitor_who_retries_on_time() {
        let neighbors: Vec<_> = (10..40).map(|n| format!("192.0.2.{n}")).collect();
        let neighbors: Vec<_> = neighbors.iter().map(String::as_str).collect();
        // From the same address, from its network, and from so many networks that the site's limit is reached.
        let seconds = waits(&RateLimit::new(LIMITS), "192.0.2.1", &["192.0.2.1"], 10);
        assert!(seconds < 30, "{seconds}");
        let seconds = waits(&RateLimit::new(LIMITS), "192.0.2.1", &neighbors, 10);
        assert!(seconds < 30, "{seconds}");
        let world: Vec<_> = (0..30).map(|n| format!("198.51.{n}.1")).collect();
        let world: Vec<_> = world.iter().map(String::as_str).collect();
        let site = WriteLimits {
            per_site: 60,
            ..LIMITS
        };
        let seconds = waits(&RateLimit::new(site), "192.0.2.1", &world, 10);
        assert!(seconds < 30, "{seconds}");
        // If the network has used up its bytes of the day.
        let bytes = WriteLimits {
            site_bytes_per_day: 2_500_000,
            ..LIMITS
        };
        let seconds = waits(&RateLimit::new(bytes), "192.0.2.1", &neighbors, 1_000);
        assert!(seconds < 45 * 60, "{seconds}");
    }

    #[test]
    fn retries_take_no_more_than_the_limit() {
        let limit = RateLimit::new(LIMITS);
        let mut due = vec![0; 2_000];
        let mut let_in = 0;
        // Ten minutes of an attacker who keeps 2,000 submissions and sends each one when it is due.
        for now in (0..600_000).step_by(100) {
            for (number, due) in due.iter_mut().enumerate() {
                if now < *due {
                    continue;
                }
                *due = match admit(&limit, number, "192.0.2.1", 1, now) {
                    Ok(()) => i64::MAX,
                    Err(wait) => now + i64::try_from(wait.retry_after_seconds).unwrap() * 1_000,
                };
                let_in += usize::from(*due == i64::MAX);
            }
        }
        assert!((300..=60 + 300).contains(&let_in), "{let_in}");
    }

    #[test]
    fn an_early_retry_counts_as_new_and_keeps_its_retry_time() {
        let limit = RateLimit::new(LIMITS);
        let flood = (0..1_000).map(|_| "192.0.2.1".to_owned());
        assert_eq!(admitted(&limit, flood, 1), 60);
        let told = admit(&limit, HONEST, "192.0.2.1", 1, 0).unwrap_err();
        let later = admit(&limit, HONEST, "192.0.2.1", 1, 1_000).unwrap_err();
        assert_eq!(
            later.retry_after_seconds,
            told.retry_after_seconds - 1,
            "{told:?}"
        );
    }

    #[test]
    fn an_address_a_network_and_a_site_each_have_a_bound() {
        let one = RateLimit::new(LIMITS);
        assert_eq!(
            admitted(&one, (0..1_000).map(|_| "192.0.2.1".to_owned()), 1),
            60
        );
        let network = RateLimit::new(LIMITS);
        let neighbors = (0..10_000).map(|n| format!("192.0.2.{}", n % 256));
        assert_eq!(admitted(&network, neighbors, 1), 480);
        let world = RateLimit::new(LIMITS);
        let everywhere = (0..10_000).map(|n| format!("{}.{}.2.1", n % 100 + 1, n / 100));
        assert_eq!(admitted(&world, everywhere, 1), 6_000);
    }

    #[test]
    fn a_subscriber_with_many_ipv6_addresses_is_one() {
        let limit = RateLimit::new(LIMITS);
        let addresses = (0..1_000).map(|n| format!("2001:db8:1:2::{n:x}"));
        assert_eq!(admitted(&limit, addresses, 1), 60);
        let limit = RateLimit::new(LIMITS);
        let subnets = (0..1_000).map(|n| format!("2001:db8:1:{n:x}::1"));
        assert_eq!(admitted(&limit, subnets, 1), 480);
    }

    #[test]
    fn one_network_takes_only_its_share_of_the_bytes_of_a_day() {
        let limit = RateLimit::new(LIMITS);
        let neighbors = (0..400).map(|n| format!("192.0.2.{}", n % 256));
        assert_eq!(admitted(&limit, neighbors, 50_000), 20);
        let other = std::iter::once("198.51.100.1".to_owned());
        assert_eq!(admitted(&limit, other, 50_000), 1);
    }

    #[test]
    fn a_retry_on_time_is_accepted() {
        let limit = RateLimit::new(LIMITS);
        let client = "192.0.2.1";
        for number in 0..60 {
            assert_eq!(admit(&limit, number, client, 1, 0), Ok(()));
        }
        let wait = admit(&limit, 60, client, 1, 0).unwrap_err();
        assert!((2..=3 + SPREAD_SECONDS).contains(&wait.retry_after_seconds));
        let due = i64::try_from(wait.retry_after_seconds).unwrap() * 1_000;
        assert!(admit(&limit, 60, client, 1, 1_900).is_err());
        assert_eq!(admit(&limit, 60, client, 1, due), Ok(()));
    }

    #[test]
    fn a_refused_submission_takes_nothing_from_others() {
        let limit = RateLimit::new(LIMITS);
        let flood = (0..100_000).map(|_| "192.0.2.1".to_owned());
        assert_eq!(admitted(&limit, flood, 1), 60);
        let neighbors = (0..1_000).map(|n| format!("192.0.2.{}", n % 50 + 100));
        assert_eq!(admitted(&limit, neighbors, 1), 420);
    }
}
