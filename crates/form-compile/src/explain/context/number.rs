//! Numbers and moments of a context.

use std::fmt;

use jiff::Timestamp;
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

/// A number of which the whole part counts, 0 to 4,294,967,295.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whole(pub(in crate::explain) u32);

/// A visitor's random number, 0..=9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw(pub(in crate::explain) u32);

/// A moment in unix seconds: a number of them, or a time of RFC 3339 such as `2026-11-27T09:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub(in crate::explain) u32);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_f64(WholeVisitor)
    }
}

struct WholeVisitor;

impl Visitor<'_> for WholeVisitor {
    type Value = Whole;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number from 0 to 4294967295")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Whole, E> {
        self.visit_f64(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Whole, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Whole, E> {
        let whole = value.floor();
        if (0.0..=f64::from(u32::MAX)).contains(&whole) {
            Ok(Whole(whole as u32))
        } else {
            Err(E::invalid_value(de::Unexpected::Float(value), &self))
        }
    }
}

impl<'de> Deserialize<'de> for Draw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_u64(DrawVisitor)
    }
}

struct DrawVisitor;

impl Visitor<'_> for DrawVisitor {
    type Value = Draw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number from 0 to 9999")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Draw, E> {
        match u32::try_from(value) {
            Ok(draw @ 0..=9_999) => Ok(Draw(draw)),
            _ => Err(E::invalid_value(de::Unexpected::Unsigned(value), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MomentVisitor)
    }
}

struct MomentVisitor;

impl Visitor<'_> for MomentVisitor {
    type Value = Moment;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("unix seconds, or a time such as 2026-11-27T09:00:00Z")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Moment, E> {
        self.visit_f64(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Moment, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Moment, E> {
        WholeVisitor
            .visit_f64(value)
            .map(|seconds| Moment(seconds.0))
            .map_err(|_: E| E::invalid_value(de::Unexpected::Float(value), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Moment, E> {
        text.parse::<Timestamp>()
            .ok()
            .and_then(|moment| u32::try_from(moment.as_second()).ok())
            .map(Moment)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

/// A number as JavaScript writes it: [ECMA-262, Number::toString](https://tc39.es/ecma262/#sec-numeric-types-number-tostring).
pub(super) fn javascript_number(value: f64) -> String {
    let magnitude = value.abs();
    if value == 0.0 {
        // Also minus zero.
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&magnitude) {
        return value.to_string();
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_javascript_does() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (49.90, "49.9"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (0.000_001, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (-12.0, "-12"),
        ] {
            assert_eq!(javascript_number(value), text);
        }
    }

    #[test]
    fn fractions_are_cut_off() {
        let read = |json: &str| serde_json::from_str::<Whole>(json).ok();
        assert_eq!(read("12"), Some(Whole(12)));
        assert_eq!(read("12.9"), Some(Whole(12)));
        assert_eq!(read("0"), Some(Whole(0)));
        assert_eq!(read("4294967295"), Some(Whole(u32::MAX)));
        for bad in ["-1", "-0.5", "4294967296", "\"1\"", "null", "true"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_moment_is_seconds_or_a_time() {
        let read = |json: &str| serde_json::from_str::<Moment>(json).ok();
        assert_eq!(read("1800000000"), Some(Moment(1_800_000_000)));
        assert_eq!(
            read("\"2027-01-15T08:00:00Z\""),
            Some(Moment(1_800_000_000))
        );
        assert_eq!(
            read("\"2027-01-15T09:00:00+01:00\""),
            Some(Moment(1_800_000_000))
        );
        for bad in [
            "1800000000000",
            "\"2027-01-15\"",
            "\"now\"",
            "\"1969-12-31T00:00:00Z\"",
            "-1",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
