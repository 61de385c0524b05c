//! `{"type": "schedule", "time_zone", "start", "end", "weekly"}`: when the form may show, on the clock of a time zone.
//!
//! - `time_zone`: a name of the IANA database, `Europe/Berlin`, or `UTC`. Publishing checks that it exists.
//! - `start`, `end`: local times `2026-11-27T09:00`, years 2000 to 2100; the form shows from `start` until `end`. A
//!   local time that the zone skips counts as later by the size of the gap; if it comes twice, the first one counts.
//! - `weekly`: up to 21 of `{"weekdays": ["monday", …], "from": "09:00", "to": "17:00"}`, one of which must apply. `to`
//!   is not included; `24:00` is the end of the day; if `to` is before `from`, it is on the next day.
//!
//! At least one of `start`, `end` and `weekly` is given, and all that are given must hold.

use serde::Serialize;

use crate::{
    calendar::{digits, is_date},
    read::{At, Object, quoted},
};

/// When the form may show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// Name in the IANA time zone database.
    pub time_zone: String,
    /// First moment, a local time `2026-11-27T09:00`.
    pub start: Option<String>,
    /// The moment from which on it is over, likewise; after the start.
    pub end: Option<String>,
    /// Hours of the week; empty = always.
    pub weekly: Vec<WeeklyHours>,
}

/// Hours on some days of each week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeeklyHours {
    /// Days on which the hours begin, 1 to 7.
    pub weekdays: Vec<Weekday>,
    /// Minute of the day from which on, 0..=1439.
    pub from_minute: u32,
    /// Minute of the day until which, 1..=1440; before `from_minute`: of the next day.
    pub to_minute: u32,
}

/// Day of the week, beginning with Monday as ISO 8601 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

impl Schedule {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let time_zone = object.line("time_zone", 1..=64);
        let start = read_local_time(object, "start");
        let end = read_local_time(object, "end");
        let weekly = object.list("weekly", 21, "weekly hours", WeeklyHours::read);
        let (start, end, weekly) = (start?, end?, weekly?);
        if start.is_none() && end.is_none() && weekly.is_empty() {
            object
                .at()
                .problem("needs a `start`, an `end` or `weekly` hours");
            return None;
        }
        // As texts of one shape, local times are in order.
        if let (Some(start), Some(end)) = (&start, &end)
            && start >= end
        {
            let end_at = object.at().member("end");
            end_at.problem(format!("is {end:?}; a time after the start is allowed"));
            return None;
        }
        Some(Schedule {
            time_zone: time_zone?,
            start,
            end,
            weekly,
        })
    }
}

impl WeeklyHours {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let weekdays = object.required("weekdays").and_then(|at| {
            let days = at.array(1..=7, "weekdays")?;
            Some(days.iter().filter_map(|day| day.choice(WEEKDAYS)).collect())
        });
        let from = object
            .required("from")
            .and_then(|at| read_minute(&at, 1_439));
        let to = object.required("to").and_then(|at| read_minute(&at, 1_440));
        object.finish();
        let (from_minute, to_minute) = (from?, to?);
        if from_minute == to_minute {
            at.member("to")
                .problem("is the same as `from`; a whole day is from `00:00` to `24:00`");
            return None;
        }
        Some(WeeklyHours {
            weekdays: weekdays?,
            from_minute,
            to_minute,
        })
    }
}

/// A time of day `09:00` as a minute of the day.
fn read_minute(at: &At<'_>, most: u32) -> Option<u32> {
    let text = at.string(1..=20)?;
    let minute = minute(&text).filter(|&minute| minute <= most);
    if minute.is_none() {
        at.problem(format!(
            "is {}; a time of day such as `09:00` is allowed",
            quoted(&text)
        ));
    }
    minute
}

fn minute(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (minutes < 60).then_some(hours * 60 + minutes)
}

fn read_local_time(object: &mut Object<'_>, key: &'static str) -> Option<Option<String>> {
    let Some(at) = object.optional(key) else {
        return Some(None);
    };
    let text = at.string(1..=30)?;
    if !is_local_time(&text) {
        at.problem(format!(
            "is {}; a local time such as `2026-11-27T09:00` is allowed",
            quoted(&text)
        ));
        return None;
    }
    Some(Some(text))
}

fn is_local_time(text: &str) -> bool {
    let parts = || {
        let (date, time) = text.split_once('T')?;
        let mut date = date.splitn(3, '-');
        let year = digits(date.next()?, 4)?;
        let month = digits(date.next()?, 2)?;
        let day = digits(date.next()?, 2)?;
        Some((year, month, day, minute(time)?))
    };
    let Some((year, month, day, minute)) = parts() else {
        return false;
    };
    is_date(year, month, day) && minute < 1_440
}

#[cfg(test)]
mod tests {
    use super::is_local_time;
    use crate::targeting::check;
    use serde_json::{Value, json};

    #[track_caller]
    fn check_weekly(weekdays: Value, from: &str, to: &str, path: Option<&str>) {
        let hours = json!({"weekdays": weekdays, "from": from, "to": to});
        check(
            json!({"type": "schedule", "time_zone": "UTC", "weekly": [hours]}),
            path,
        );
    }

    #[test]
    fn needs_a_zone_and_a_limit() {
        let start = "2026-11-27T09:00";
        check(
            json!({"type": "schedule", "time_zone": "Europe/Berlin", "start": start}),
            None,
        );
        check(
            json!({"type": "schedule", "time_zone": "UTC", "end": start}),
            None,
        );
        check(json!({"type": "schedule", "time_zone": "UTC"}), Some("$"));
        check(
            json!({"type": "schedule", "start": start}),
            Some("$.time_zone"),
        );
        check(
            json!({"type": "schedule", "time_zone": "UTC", "start": start, "end": start}),
            Some("$.end"),
        );
        check(
            json!({"type": "schedule", "time_zone": "UTC", "start": "2026-11-27"}),
            Some("$.start"),
        );
    }

    #[test]
    fn local_times_are_real_dates() {
        for good in ["2026-11-27T09:00", "2028-02-29T00:00", "2100-12-31T23:59"] {
            assert!(is_local_time(good), "{good}");
        }
        for bad in [
            "2026-11-27T24:00",
            "2026-02-29T00:00",
            "2026-13-01T00:00",
            "2026-00-10T00:00",
            "2026-04-31T00:00",
            "1999-01-01T00:00",
            "2026-11-27 09:00",
            "2026-11-27T9:00",
            "2026-11-27T09:00:00",
            "2026-11-27T09:00Z",
            "+026-11-27T09:00",
            "",
        ] {
            assert!(!is_local_time(bad), "{bad}");
        }
    }

    #[test]
    fn weekly_hours_may_go_over_midnight() {
        check_weekly(json!(["monday", "friday"]), "09:00", "17:00", None);
        check_weekly(json!(["sunday"]), "22:00", "02:00", None);
        check_weekly(json!(["sunday"]), "00:00", "24:00", None);
        let path = |member: &str| format!("$.weekly[0]{member}");
        check_weekly(json!([]), "09:00", "17:00", Some(&path(".weekdays")));
        check_weekly(
            json!(["mon"]),
            "09:00",
            "17:00",
            Some(&path(".weekdays[0]")),
        );
        check_weekly(json!(["monday"]), "24:00", "17:00", Some(&path(".from")));
        check_weekly(json!(["monday"]), "9:00", "17:00", Some(&path(".from")));
        check_weekly(json!(["monday"]), "09:00", "24:01", Some(&path(".to")));
        check_weekly(json!(["monday"]), "09:00", "09:60", Some(&path(".to")));
        check_weekly(json!(["monday"]), "09:00", "09:00", Some(&path(".to")));
    }
}
