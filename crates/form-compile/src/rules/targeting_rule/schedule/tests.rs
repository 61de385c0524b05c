//! Schedules against the calendar, and against `jiff` itself at many moments.

use crate::rules::check;
use jiff::{Timestamp, civil::Weekday, tz::TimeZoneDatabase};
use serde_json::{Value, json};

/// 2026-11-21T10:00Z, when the tests publish.
const NOW: u32 = 1_795_255_200;

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

#[track_caller]
fn check_moments(rule: Value, cases: &[(&str, bool)]) {
    let lines = check::lines_of_rule(&rule, NOW);
    for (moment, expect) in cases {
        let seconds = moment.parse::<Timestamp>().unwrap().as_second();
        let holds = check::holds_at(&lines, seconds.try_into().unwrap());
        assert_eq!(holds, *expect, "{moment} of {lines}");
    }
}

#[test]
fn shows_between_start_and_end() {
    check_moments(
        json!({"type": "schedule", "time_zone": "America/New_York", "start": "2026-11-27T09:00", "end": "2026-12-01T00:00"}),
        &[
            ("2026-11-27T13:59:59Z", false),
            ("2026-11-27T14:00:00Z", true),
            ("2026-12-01T04:59:59Z", true),
            ("2026-12-01T05:00:00Z", false),
        ],
    );
}

#[test]
fn weekly_hours_follow_the_clock_of_the_zone() {
    check_moments(
        json!({"type": "schedule", "time_zone": "Europe/Berlin",
            "weekly": [{"weekdays": ["monday", "friday"], "from": "09:00", "to": "17:00"}]}),
        &[
            // Winter, UTC+1; summer, UTC+2.
            ("2026-11-23T07:59:59Z", false),
            ("2026-11-23T08:00:00Z", true),
            ("2026-11-23T15:59:59Z", true),
            ("2026-11-23T16:00:00Z", false),
            ("2026-11-24T10:00:00Z", false),
            ("2027-07-02T07:00:00Z", true),
            ("2027-07-02T15:00:00Z", false),
        ],
    );
}

#[test]
fn hours_over_midnight_end_on_the_next_day_also_over_the_weeks_end() {
    check_moments(
        json!({"type": "schedule", "time_zone": "UTC",
            "weekly": [{"weekdays": ["saturday", "sunday"], "from": "22:00", "to": "02:00"}]}),
        &[
            ("2026-11-28T21:59:59Z", false),
            ("2026-11-28T22:00:00Z", true),
            ("2026-11-29T01:59:59Z", true),
            ("2026-11-29T02:00:00Z", false),
            ("2026-11-30T01:59:59Z", true),
            ("2026-11-30T02:00:00Z", false),
        ],
    );
}

#[test]
fn start_end_and_hours_hold_together() {
    check_moments(
        json!({"type": "schedule", "time_zone": "UTC", "start": "2026-12-01T00:00",
            "weekly": [{"weekdays": ["tuesday"], "from": "00:00", "to": "24:00"}]}),
        &[
            ("2026-11-24T12:00:00Z", false),
            ("2026-12-01T00:00:00Z", true),
            ("2026-12-01T23:59:59Z", true),
            ("2026-12-02T00:00:00Z", false),
        ],
    );
}

#[test]
fn local_times_that_are_skipped_or_come_twice_are_settled() {
    // Berlin skips 02:00 to 03:00 on 2027-03-28, and has it twice on 2027-10-31.
    let rule = |start| json!({"type": "schedule", "time_zone": "Europe/Berlin", "start": start});
    check_moments(
        rule("2027-03-28T02:30"),
        &[
            ("2027-03-28T01:29:59Z", false),
            ("2027-03-28T01:30:00Z", true),
        ],
    );
    check_moments(
        rule("2027-10-31T02:30"),
        &[
            ("2027-10-31T00:29:59Z", false),
            ("2027-10-31T00:30:00Z", true),
        ],
    );
}

#[test]
fn hours_of_the_whole_week_give_no_condition() {
    let rule = json!({"type": "schedule", "time_zone": "UTC",
        "weekly": [{"weekdays": WEEKDAYS, "from": "12:00", "to": "24:00"}, {"weekdays": WEEKDAYS, "from": "00:00", "to": "12:00"}]});
    assert_eq!(check::lines_of_rule(&rule, NOW), "Rschedule\n");
}

#[test]
fn an_unknown_zone_is_reported_with_its_path() {
    for zone in ["Europe/Munich", "CEST", "../etc/passwd"] {
        let rule = json!({"type": "schedule", "time_zone": zone, "start": "2026-11-27T09:00"});
        assert_eq!(
            check::problem(&rule).path,
            "$.versions[0].targeting[0].time_zone"
        );
    }
}

#[test]
fn after_three_years_the_last_clock_stays() {
    let lines = check::lines_of_rule(
        &json!({"type": "schedule", "time_zone": "Europe/Berlin",
            "weekly": [{"weekdays": WEEKDAYS, "from": "09:00", "to": "17:00"}]}),
        NOW,
    );
    // The last change before 2029-11-20 is to winter time.
    let at = |moment: &str| {
        let seconds = moment.parse::<Timestamp>().unwrap().as_second();
        check::holds_at(&lines, seconds.try_into().unwrap())
    };
    assert!(at("2029-07-01T07:00:00Z"));
    assert!(!at("2030-07-01T07:00:00Z"));
    assert!(at("2030-07-01T08:00:00Z"));
}

/// Numbers that look drawn at random, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % u64::from(bound)) as u32
    }
}

/// Weekly hours at random: (weekday, from, to) in minutes of the day, and their JSON.
fn hours(draw: &mut Draw) -> (Vec<(u32, u32, u32)>, Value) {
    let mut hours = Vec::new();
    let mut json = Vec::new();
    for _ in 0..=draw.below(5) {
        let weekday = draw.below(7);
        // Often on the hour, so that ends meet.
        let step = [1, 15, 60][draw.below(3) as usize];
        let from = draw.below(1_440 / step) * step;
        let to = (draw.below(1_440 / step) + 1) * step;
        if from == to {
            continue;
        }
        hours.push((weekday, from, to));
        let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        json.push(
            json!({"weekdays": [WEEKDAYS[weekday as usize]], "from": time(from), "to": time(to)}),
        );
    }
    (hours, json.into())
}

/// The definition: whether one of the hours is on at a local time.
fn is_on(hours: &[(u32, u32, u32)], weekday: Weekday, minute: u32) -> bool {
    let today = u32::from(weekday.to_monday_zero_offset().unsigned_abs());
    let yesterday = (today + 6) % 7;
    hours.iter().any(|&(day, from, to)| {
        if from < to {
            day == today && from <= minute && minute < to
        } else {
            (day == today && from <= minute) || (day == yesterday && minute < to)
        }
    })
}

#[test]
fn every_moment_of_three_years_is_judged_as_the_time_zone_database_says() {
    let mut draw = Draw(0x5eed_5eed_5eed_5eed);
    let mut on = 0;
    let mut compared = 0;
    for zone_name in [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "America/St_Johns",
        "UTC",
    ] {
        let zone = TimeZoneDatabase::bundled().get(zone_name).unwrap();
        let begin = Timestamp::from_second(NOW.into()).unwrap();
        let changes: Vec<u32> = zone
            .following(begin)
            .take(6)
            .map(|change| change.timestamp().as_second().try_into().unwrap())
            .collect();
        for _ in 0..30 {
            let (hours, weekly) = hours(&mut draw);
            if hours.is_empty() {
                continue;
            }
            let rule = json!({"type": "schedule", "time_zone": zone_name, "weekly": weekly});
            let lines = check::lines_of_rule(&rule, NOW);
            for index in 0..400 {
                // A third of the moments are within hours of a change of the clock.
                let now = match changes.get(index % 18) {
                    Some(change) if *change < NOW + 94_000_000 => {
                        change - 14_400 + draw.below(28_800)
                    }
                    _ => NOW + draw.below(3 * 365 * 86_400),
                };
                let local = zone.to_datetime(Timestamp::from_second(now.into()).unwrap());
                let minute = u32::from(local.hour().unsigned_abs()) * 60
                    + u32::from(local.minute().unsigned_abs());
                let expect = is_on(&hours, local.weekday(), minute);
                assert_eq!(
                    check::holds_at(&lines, now),
                    expect,
                    "{zone_name} {local} of {hours:?}"
                );
                on += u32::from(expect);
                compared += 1;
            }
        }
    }
    assert!(
        compared > 50_000 && on > compared / 10,
        "{on} of {compared}"
    );
}

#[test]
fn the_clock_of_no_zone_changes_within_a_minute() {
    let begin = Timestamp::from_second(NOW.into()).unwrap();
    let mut zones = 0;
    for name in TimeZoneDatabase::bundled().available() {
        let zone = TimeZoneDatabase::bundled().get(name.as_str()).unwrap();
        assert_eq!(zone.to_offset(begin).seconds() % 60, 0, "{name}");
        for change in zone.following(begin).take(12) {
            assert_eq!(change.timestamp().as_second() % 60, 0, "{name}");
            assert_eq!(change.offset().seconds() % 60, 0, "{name}");
        }
        zones += 1;
    }
    assert!(zones > 400);
}
