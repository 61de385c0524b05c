//! Weekly schedules in a time zone.

/// Whether the schedule is on at a moment, in unix seconds.
pub(crate) fn is_on(_schedule: &[u8], _now: u32) -> bool {
    false
}
