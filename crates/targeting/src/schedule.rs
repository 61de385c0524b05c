//! Weekly schedules in a time zone, without a database of time zones.
//!
//! ```text
//! schedule = shift *(";" shift) "|" hours *(";" hours)
//! shift    = [minute] "," minutes ; from this minute since 1970-01-01T00:00Z on: the number to add for a minute of the
//!                                 ; week on the zone's clock, modulo a week; the first has no beginning
//! hours    = minute "," minute    ; of the week, which begins on Monday at 00:00; the second one is not included
//! ```
//!
//! Shifts are sorted. After the last one, its clock stays: publishing writes the shifts of three years.
//! Hours that go over the week's end are two entries.

use crate::program::take_number;

/// Minutes in a week.
const WEEK_MINUTES: u32 = 7 * 24 * 60;

/// Whether the schedule is on at a moment, in unix seconds.
pub(crate) fn is_on(schedule: &[u8], now: u32) -> bool {
    let minute = now / 60;
    let mut rest = schedule;
    let mut shift = 0;
    let mut in_hours = false;
    let mut is_on = false;
    while !rest.is_empty() {
        let (from, _) = take_number(&mut rest);
        let (second, end) = take_number(&mut rest);
        let local = minute.wrapping_add(shift) % WEEK_MINUTES;
        if in_hours {
            is_on |= from <= local && local < second;
        } else if from <= minute {
            shift = second;
        }
        in_hours |= end == b'|';
    }
    is_on
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::is_on;
    use std::{format, string::String};

    /// 2027-01-04T00:00Z, a Monday.
    const MONDAY: u32 = 1_798_934_400 + 86_400;

    /// The number to add in UTC: 1970-01-01 was a Thursday.
    const UTC: u32 = 3 * 1_440;

    #[track_caller]
    fn check(schedule: &str, seconds: u32, expect: bool) {
        assert_eq!(
            is_on(schedule.as_bytes(), MONDAY + seconds),
            expect,
            "{seconds} of {schedule}"
        );
    }

    #[test]
    fn hours_begin_and_end_on_the_minute() {
        let office = format!(",{UTC}|540,1020");
        check(&office, 9 * 3_600 - 1, false);
        check(&office, 9 * 3_600, true);
        check(&office, 17 * 3_600 - 1, true);
        check(&office, 17 * 3_600, false);
        check(&office, 7 * 86_400 + 9 * 3_600, true);
        check(&office, 86_400 + 9 * 3_600, false);
    }

    #[test]
    fn any_of_several_hours_is_enough() {
        let days = format!(",{UTC}|0,60;10020,10080");
        check(&days, 0, true);
        check(&days, 3_600, false);
        check(&days, 7 * 86_400 - 1, true);
    }

    #[test]
    fn the_last_shift_that_has_begun_counts() {
        let from = MONDAY / 60 + 60;
        let plus_an_hour = UTC + 60;
        let zone = format!(",{UTC};{from},{plus_an_hour}|0,60;120,180");
        check(&zone, 0, true);
        check(&zone, 3_599, true);
        // The clock goes from 01:00 to 02:00.
        check(&zone, 3_600, true);
        check(&zone, 7_199, true);
        check(&zone, 7_200, false);
    }

    #[test]
    fn a_schedule_of_rubbish_is_off() {
        for rubbish in ["", "|", "|,", ";;", ",|,;", "|99999999999,99999999999"] {
            assert!(!is_on(rubbish.as_bytes(), u32::MAX), "{rubbish}");
            assert!(!is_on(rubbish.as_bytes(), 0), "{rubbish}");
        }
        let binary: String = (0..=255_u8).map(char::from).collect();
        assert!(!is_on(binary.as_bytes(), 1));
    }
}
