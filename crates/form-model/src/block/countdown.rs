//! Block `countdown`: the time left until a fixed time, the same for all visitors or different for each.
//!
//! - `{"type": "fixed", "ends_at": "2027-01-31T23:59:59+01:00"}`: ends at a fixed time; `ends_at` as in [`Moment`].
//! - `{"type": "per_visitor", "duration_seconds": 900}`: starts when this visitor first sees it in this browser,
//!   60..=2592000 seconds (30 days), and then stays at its end.
//! - `{"type": "evergreen", "duration_seconds": 900}`: like `per_visitor`, but it starts again the next time the
//!   visitor sees it after its end.

use serde::Serialize;

use crate::{
    built_in_texts::BuiltInTexts,
    moment::Moment,
    read::{At, Object},
};

/// The time that is left, as numbers of days, hours, minutes and seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Countdown {
    /// When it ends.
    pub countdown: Until,
    /// The labels below the numbers.
    pub labels: CountdownLabels,
    /// What happens at its end. Default `stay`.
    pub at_end: AtEnd,
    /// The text that replaces it at its end, 1 to 200 characters; not allowed if `at_end` is `hide`. Default none:
    /// zeros stay.
    pub expired_text: Option<String>,
}

/// When a countdown ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Until {
    /// At a fixed time.
    Fixed {
        /// The end.
        ends_at: Moment,
    },
    /// For a time from when the visitor first saw it; once.
    PerVisitor {
        /// The duration, 60..=2592000.
        duration_seconds: u32,
    },
    /// For a time from when the visitor first saw it; again and again.
    Evergreen {
        /// The duration, 60..=2592000.
        duration_seconds: u32,
    },
}

/// The labels below the numbers, each 1 to 20 characters. Default by the locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountdownLabels {
    /// Default in English `Days`.
    pub days: String,
    /// Default in English `Hours`.
    pub hours: String,
    /// Default in English `Minutes`.
    pub minutes: String,
    /// Default in English `Seconds`.
    pub seconds: String,
}

/// What happens at the end of a countdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AtEnd {
    /// It stays, with zeros or the text for it.
    Stay,
    /// It disappears.
    Hide,
}

#[derive(Clone, Copy)]
enum Type {
    Fixed,
    PerVisitor,
    Evergreen,
}

const DAY_SECONDS: u32 = 86_400;

impl super::Kind for Countdown {}

impl Countdown {
    /// Whether more than a day may be left.
    pub fn shows_days(&self) -> bool {
        match self.countdown {
            Until::Fixed { .. } => true,
            Until::PerVisitor { duration_seconds } | Until::Evergreen { duration_seconds } => {
                duration_seconds > DAY_SECONDS
            }
        }
    }

    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let countdown = object.required("countdown").and_then(|at| Until::read(&at));
        let labels = match object.optional("labels") {
            Some(at) => CountdownLabels::read(&at),
            None => Some(CountdownLabels::default_of(object.at().texts())),
        };
        let at_end = object.choice_or(
            "at_end",
            &[("stay", AtEnd::Stay), ("hide", AtEnd::Hide)],
            AtEnd::Stay,
        );
        let expired_text = object.optional_line("expired_text", 1..=200);
        if let (Some(AtEnd::Hide), Some(Some(_))) = (at_end, &expired_text) {
            object
                .at()
                .member("expired_text")
                .problem("is not allowed if `at_end` is `hide`");
        }
        Some(Countdown {
            countdown: countdown?,
            labels: labels?,
            at_end: at_end?,
            expired_text: expired_text?,
        })
    }
}

impl Until {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let until = match object.required("type")?.choice(&[
            ("fixed", Type::Fixed),
            ("per_visitor", Type::PerVisitor),
            ("evergreen", Type::Evergreen),
        ])? {
            Type::Fixed => object
                .required("ends_at")
                .and_then(|at| Moment::read(&at))
                .map(|ends_at| Until::Fixed { ends_at }),
            Type::PerVisitor => read_duration(&mut object)
                .map(|duration_seconds| Until::PerVisitor { duration_seconds }),
            Type::Evergreen => read_duration(&mut object)
                .map(|duration_seconds| Until::Evergreen { duration_seconds }),
        };
        object.finish();
        until
    }
}

fn read_duration(object: &mut Object<'_>) -> Option<u32> {
    object
        .required("duration_seconds")?
        .integer(60..=30 * DAY_SECONDS)
}

impl CountdownLabels {
    fn default_of(texts: &BuiltInTexts) -> Self {
        let [days, hours, minutes, seconds] = texts.countdown.map(str::to_owned);
        CountdownLabels {
            days,
            hours,
            minutes,
            seconds,
        }
    }

    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let default = Self::default_of(at.texts());
        let mut label = |key, default: &str| object.line_or(key, 1..=20, default);
        let days = label("days", &default.days);
        let hours = label("hours", &default.hours);
        let minutes = label("minutes", &default.minutes);
        let seconds = label("seconds", &default.seconds);
        object.finish();
        Some(CountdownLabels {
            days: days?,
            hours: hours?,
            minutes: minutes?,
            seconds: seconds?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::block::{BlockKind, check_block};

    fn countdown(countdown: Value, more: Value) -> crate::block::Checked {
        check_block(json!({"type": "countdown", "countdown": countdown}), more)
    }

    #[test]
    fn a_countdown_ends_at_a_moment_or_after_a_time() {
        let fine = json!({"type": "fixed", "ends_at": "2027-01-31T23:59:59+01:00"});
        countdown(fine, json!({})).passes();
        for kind in ["per_visitor", "evergreen"] {
            for seconds in [60, 2_592_000] {
                let fine = json!({"type": kind, "duration_seconds": seconds});
                countdown(fine, json!({})).passes();
            }
            countdown(json!({"type": kind, "duration_seconds": 59}), json!({})).has(&[
                "$.countdown.duration_seconds is 59; a whole number from 60 to 2592000 is allowed",
            ]);
        }
        countdown(json!({"type": "fixed", "ends_at": "2027-01-31T23:59:59"}), json!({})).has(&[
            "$.countdown.ends_at is \"2027-01-31T23:59:59\"; a moment with its offset from UTC, such as `2027-01-31T23:59:59+01:00`, is allowed",
        ]);
        countdown(json!({"type": "fixed", "duration_seconds": 60}), json!({})).has(&[
            "$.countdown.ends_at is required",
            "$.countdown.duration_seconds is not known here; `type` or `ends_at` is allowed",
        ]);
    }

    #[test]
    fn the_text_at_the_end_is_read() {
        let hour = || json!({"type": "evergreen", "duration_seconds": 3600});
        let labels = json!({"days": "Tage", "hours": "Std.", "minutes": "Min.", "seconds": "Sek."});
        countdown(
            hour(),
            json!({"labels": labels, "expired_text": "It is over"}),
        )
        .passes();
        countdown(hour(), json!({"at_end": "hide"})).passes();
        countdown(
            hour(),
            json!({"at_end": "hide", "expired_text": "It is over"}),
        )
        .has(&["$.expired_text is not allowed if `at_end` is `hide`"]);
        countdown(hour(), json!({"labels": {"days": "", "weeks": "W"}})).has(&[
            "$.labels.days is empty",
            "$.labels.weeks is not known here; `days`, `hours`, `minutes` or `seconds` is allowed",
        ]);
    }

    #[test]
    fn days_show_where_more_than_one_may_be_left() {
        let shows_days = |until| match countdown(until, json!({})).read().kind {
            BlockKind::Countdown(countdown) => countdown.shows_days(),
            _ => unreachable!("it is a countdown"),
        };
        assert!(shows_days(
            json!({"type": "fixed", "ends_at": "2027-01-31T23:59:59Z"})
        ));
        assert!(shows_days(
            json!({"type": "per_visitor", "duration_seconds": 86_401})
        ));
        assert!(!shows_days(
            json!({"type": "evergreen", "duration_seconds": 86_400})
        ));
    }
}
