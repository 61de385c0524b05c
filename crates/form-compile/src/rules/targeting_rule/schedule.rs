//! `schedule`: the time is between start and end, and within the weekly hours.
//!
//! Start and end become UTC times at publish. A local time that the zone skips counts as later by the size of the gap,
//! and if it comes twice, the first one counts, as in [RFC 5545](https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5).
//! Weekly hours become minutes of the week, and the zone's clock the shifts of the three years from `now`; after them
//! the last one stays. `targeting::schedule` has the grammar. Hours that cover the whole week give no condition.

use form_model::targeting::{Schedule, WeeklyHours};
use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone, TimeZoneDatabase},
};
use targeting::{
    fact,
    program::{ALLOW, SCHEDULE},
};

use super::Writer;

/// Minutes in a day, and in a week.
const DAY: u32 = 1_440;
const WEEK: u32 = 7 * DAY;

/// The number to add to minutes since 1970 to get a minute of a week that begins on Monday: that day was a Thursday.
const EPOCH: i64 = 3 * 1_440;

/// For how long the clock of a zone is written: three years, with a leap day.
const SECONDS_WRITTEN: i64 = (3 * 365 + 1) * 86_400;

pub(super) fn compile(rule: &Schedule, program: &mut Writer<'_>) {
    // Not the system's database: the same form must compile to the same program everywhere.
    let Ok(zone) = TimeZoneDatabase::bundled().get(&rule.time_zone) else {
        let message = format!(
            "is {:?}; a name of the IANA time zone database, such as `Europe/Berlin` or `UTC`, is allowed",
            rule.time_zone
        );
        program.problem(".time_zone", message);
        return;
    };
    let start = rule.start.as_deref().and_then(|time| moment(time, &zone));
    let end = rule.end.as_deref().and_then(|time| moment(time, &zone));
    if start.is_some() || end.is_some() {
        program.condition(fact::NOW, "");
        program.range(ALLOW, start, end.map(|end| end.saturating_sub(1)));
    }
    let hours = merged(&rule.weekly);
    if !hours.is_empty() && hours != [(0, WEEK)] {
        let schedule = format!("{}|{}", shifts(&zone, program.now), pairs(&hours));
        program.condition(fact::NOW, "");
        program.entry(ALLOW, SCHEDULE, &schedule);
    }
}

/// A local time as Unix seconds.
fn moment(local: &str, zone: &TimeZone) -> Option<u32> {
    let local: DateTime = local.parse().ok()?;
    let moment = zone.to_timestamp(local).ok()?;
    moment.as_second().try_into().ok()
}

/// Weekly hours as sorted minutes of the week, which do not overlap, touch each other, or cross the end of the week.
fn merged(weekly: &[WeeklyHours]) -> Vec<(u32, u32)> {
    let mut hours = Vec::new();
    for entry in weekly {
        for &weekday in &entry.weekdays {
            let midnight = weekday as u32 * DAY;
            let from = midnight + entry.from_minute;
            let is_over_midnight = entry.to_minute < entry.from_minute;
            let to = midnight + entry.to_minute + if is_over_midnight { DAY } else { 0 };
            hours.push((from, to.min(WEEK)));
            if to > WEEK {
                hours.push((0, to - WEEK));
            }
        }
    }
    hours.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (from, to) in hours {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The number to add to minutes since 1970 for the zone's clock, and from when on.
fn shifts(zone: &TimeZone, now: u32) -> String {
    let now = Timestamp::from_second(now.into()).expect("32 bits of seconds are a timestamp");
    let last = Timestamp::from_second(now.as_second() + SECONDS_WRITTEN)
        .expect("three years later are one as well");
    let mut text = format!(",{}", shift(zone.to_offset(now)));
    let transitions = zone.following(now);
    for transition in transitions.take_while(|transition| transition.timestamp() <= last) {
        let minute = transition.timestamp().as_second() / 60;
        text.push_str(&format!(";{minute},{}", shift(transition.offset())));
    }
    text
}

/// An offset in minutes, modulo a week so that it is never negative. No zone has had seconds in it since 1972.
fn shift(offset: Offset) -> i64 {
    (i64::from(offset.seconds() / 60) + EPOCH).rem_euclid(WEEK.into())
}

fn pairs(pairs: &[(u32, u32)]) -> String {
    let pairs: Vec<_> = pairs.iter().map(|(a, b)| format!("{a},{b}")).collect();
    pairs.join(";")
}

#[cfg(test)]
mod tests;
