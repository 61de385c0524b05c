//! Many counters of one rate, in a table that never grows.
//!
//! Each is the *generic cell rate algorithm*: a single time, up to which the used amount is paid for. It lets a burst
//! through, then one after the other at the rate. <https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm>

use std::hash::{BuildHasher, RandomState};

/// Counters that share a slot in the table. If all are taken, the one that has paid for the least time makes room: a
/// flooding client has paid for the most, so it cannot be forgotten by sending from many other addresses.
const WAYS: usize = 8;

/// How much one counter lets through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    /// Length of the time in which `each_period` may be taken.
    period_us: u64,
    each_period: u64,
    /// How many periods' worth may be taken at once.
    burst_periods: u64,
}

impl Rate {
    /// So many a minute, and two minutes' worth at once.
    pub(super) fn per_minute(number: u32) -> Self {
        Rate {
            period_us: 60_000_000,
            each_period: number.into(),
            burst_periods: 2,
        }
    }

    /// The same burst, and then three quarters of the rate: the last quarter is for retries.
    pub(super) fn for_newcomers(self) -> Self {
        // The burst is a multiple of the period, and stays the same.
        Rate {
            period_us: self.period_us / 3 * 4,
            ..self
        }
    }

    /// So many a day, all of them at once if need be.
    pub(super) fn per_day(number: u64) -> Self {
        Rate {
            period_us: 86_400_000_000,
            each_period: number,
            burst_periods: 1,
        }
    }

    /// The time that this much takes at the rate.
    fn cost_us(self, cost: u64) -> u64 {
        let us = u128::from(cost) * u128::from(self.period_us) / u128::from(self.each_period);
        u64::try_from(us).unwrap_or(u64::MAX)
    }
}

/// A counter. Its key is a hash with a secret of this process, so clients cannot choose which counters share a slot.
#[derive(Clone, Copy, Debug, Default)]
struct Counter {
    key: u64,
    paid_until_us: u64,
}

/// The table.
#[derive(Debug)]
pub(super) struct Buckets {
    rate: Rate,
    hasher: RandomState,
    counters: Box<[Counter]>,
}

impl Buckets {
    /// Remembers `size` counters at most, a power of two.
    pub(super) fn new(size: usize, rate: Rate) -> Self {
        Buckets {
            rate,
            hasher: RandomState::new(),
            counters: vec![Counter::default(); size].into_boxed_slice(),
        }
    }

    /// How long to wait until this much can be taken; 0: no wait.
    pub(super) fn wait_us(&self, name: &str, cost: u64, now_us: u64) -> u64 {
        let (key, place) = self.place(name);
        let known = self.counters[place..place + WAYS]
            .iter()
            .find(|counter| counter.key == key);
        let paid_until_us = known.map_or(0, |counter| counter.paid_until_us).max(now_us);
        let burst_us = self.rate.period_us * self.rate.burst_periods;
        // A single amount above the burst gets through if nothing else was taken.
        let cost_us = self.rate.cost_us(cost).min(burst_us);
        paid_until_us
            .saturating_add(cost_us)
            .saturating_sub(now_us + burst_us)
    }

    /// Takes this much.
    pub(super) fn take(&mut self, name: &str, cost: u64, now_us: u64) {
        let cost_us = self.rate.cost_us(cost);
        let (key, place) = self.place(name);
        let counters = &mut self.counters[place..place + WAYS];
        let index = match counters.iter().position(|counter| counter.key == key) {
            Some(index) => index,
            None => {
                let paid_least = (0..WAYS).min_by_key(|index| counters[*index].paid_until_us);
                let index = paid_least.unwrap_or(0);
                counters[index] = Counter {
                    key,
                    paid_until_us: 0,
                };
                index
            }
        };
        let counter = &mut counters[index];
        counter.paid_until_us = counter.paid_until_us.max(now_us).saturating_add(cost_us);
    }

    /// The key of a name, and where in the table it may be.
    fn place(&self, name: &str) -> (u64, usize) {
        let key = self.hasher.hash_one(name);
        let places = self.counters.len() / WAYS;
        // Truncated to the bits of a slot, which differ from those that distinguish its counters.
        let place = usize::try_from(key >> 32).unwrap_or(0) % places;
        (key | 1, place * WAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_remembered_whatever_else_comes() {
        let mut buckets = Buckets::new(1_024, Rate::per_minute(30));
        while buckets.wait_us("flood", 1, 0) == 0 {
            buckets.take("flood", 1, 0);
        }
        for other in 0..1_000_000 {
            let other = format!("address {other}");
            assert_eq!(buckets.wait_us(&other, 1, 0), 0);
            buckets.take(&other, 1, 0);
        }
        assert!(buckets.wait_us("flood", 1, 0) > 0);
        assert_eq!(buckets.counters.len(), 1_024);
    }

    #[test]
    fn a_burst_comes_at_once_and_then_one_at_a_time() {
        let mut buckets = Buckets::new(64, Rate::per_minute(60));
        for _ in 0..120 {
            assert_eq!(buckets.wait_us("a", 1, 0), 0);
            buckets.take("a", 1, 0);
        }
        assert_eq!(buckets.wait_us("a", 1, 0), 1_000_000);
        assert_eq!(buckets.wait_us("a", 1, 1_000_000), 0);
        // After two minutes of nothing there is a whole burst again, and no more than that.
        let later = 1_000_000_000;
        let taken = (0..500).take_while(|_| {
            let is_free = buckets.wait_us("a", 1, later) == 0;
            buckets.take("a", 1, later);
            is_free
        });
        assert_eq!(taken.count(), 120);
    }

    #[test]
    fn an_amount_above_the_burst_gets_through_alone() {
        let mut buckets = Buckets::new(64, Rate::per_day(100));
        assert_eq!(buckets.wait_us("a", 1_000, 0), 0);
        buckets.take("a", 1_000, 0);
        assert!(buckets.wait_us("a", 1, 86_400_000_000) > 0);
    }
}
