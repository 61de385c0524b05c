//! Frequency cap: the pause after a close or a submit, in days.

/// Seconds in a day; a cap counts whole days of 24 hours, whatever the calendar does.
const DAY_SECONDS: u32 = 86_400;

/// Days that stand for "never again"; longer than any clock here can count.
pub const NEVER_AGAIN_DAYS: u32 = 99_999;

/// Whether the pause since `since` (unix seconds; 0 = it never happened) still holds at `now`.
///
/// A moment that lies in the future (the visitor's clock went back) counts as just now: the form stays away.
pub(crate) fn holds(days: u32, since: u32, now: u32) -> bool {
    since != 0 && now.saturating_sub(since) < days.saturating_mul(DAY_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u32 = 1_800_000_000;

    #[test]
    fn holds_until_its_days_are_over() {
        assert!(holds(7, NOW - 7 * DAY_SECONDS + 1, NOW));
        assert!(!holds(7, NOW - 7 * DAY_SECONDS, NOW));
    }

    #[test]
    fn never_holds_without_a_close_or_with_zero_days() {
        assert!(!holds(7, 0, NOW));
        assert!(!holds(0, NOW, NOW));
    }

    #[test]
    fn never_again_outlives_every_clock() {
        assert!(holds(NEVER_AGAIN_DAYS, 1, u32::MAX));
    }

    #[test]
    fn a_moment_in_the_future_counts_as_now() {
        assert!(holds(7, NOW + 400 * DAY_SECONDS, NOW));
    }
}
