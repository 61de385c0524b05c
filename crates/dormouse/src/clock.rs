//! The clock of the service.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// The source of the time at which submissions arrive.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    Machine,
    /// A moment that a test sets, in milliseconds since 1970-01-01 UTC.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// Milliseconds since 1970-01-01 UTC.
    pub fn now_ms(&self) -> i64 {
        match self {
            Clock::Machine => now_ms(),
            Clock::Set(moment) => moment.load(Ordering::SeqCst),
        }
    }
}

/// Seconds in a day, on which the clock of computers knows no leap second.
const DAY_SECONDS: u32 = 86_400;

/// Seconds since 1970-01-01 UTC, up to the year 2106.
pub(crate) fn now_seconds() -> u32 {
    u32::try_from(now_ms() / 1_000).unwrap_or(u32::MAX)
}

/// When the UTC year of a moment began, both in unix seconds.
pub(crate) fn year_start(moment: u32) -> u32 {
    let mut start = 0;
    for year in 1970_u32.. {
        // Every fourth year in the range, 2000 included, but 2100.
        let is_leap = year.is_multiple_of(4) && year != 2100;
        let length = DAY_SECONDS * (365 + u32::from(is_leap));
        if moment - start < length {
            break;
        }
        start += length;
    }
    start
}

/// Milliseconds since 1970-01-01 UTC; 0 on a machine whose clock is before that.
pub(crate) fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_millis()).ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::year_start;

    const JANUARY_1_2027: u32 = 1_798_761_600;
    const DECEMBER_31_2027: u32 = 1_830_211_200;
    const JANUARY_1_2028: u32 = 1_830_297_600;

    #[test]
    fn a_year_starts_on_its_first_of_january() {
        for (moment, start) in [
            (0, 0),
            (DECEMBER_31_2027, JANUARY_1_2027),
            (JANUARY_1_2028 - 1, JANUARY_1_2027),
            (JANUARY_1_2028, JANUARY_1_2028),
            (4_102_444_799, 4_070_908_800),
            (4_102_444_800, 4_102_444_800),
            (4_133_980_800, 4_133_980_800),
            (u32::MAX, 4_291_747_200),
        ] {
            assert_eq!(year_start(moment), start, "{moment}");
        }
    }
}
