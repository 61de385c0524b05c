//! A moment, as RFC 3339 writes it: `2027-01-31T23:59:59+01:00`.

use serde::Serialize;

use crate::{
    calendar::{days_since_epoch, digits, is_date},
    read::{At, quoted},
};

/// A moment from 2000 to 2100: date, `T`, time in whole seconds, and `Z` or the offset from UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub struct Moment {
    text: String,
    unix_seconds: u32,
}

impl Moment {
    /// Seconds since 1970 in UTC.
    pub fn unix_seconds(&self) -> u32 {
        self.unix_seconds
    }

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let text = at.string(1..=40)?;
        let Some(unix_seconds) = unix_seconds(&text) else {
            at.problem(format!(
                "is {}; a moment with its offset from UTC, such as `2027-01-31T23:59:59+01:00`, is allowed",
                quoted(&text)
            ));
            return None;
        };
        Some(Moment { text, unix_seconds })
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.text
    }
}

fn unix_seconds(text: &str) -> Option<u32> {
    let (date, rest) = text.split_once('T')?;
    let (time, offset) = rest.split_at_checked(8)?;
    let mut date = date.split('-');
    let year = digits(date.next()?, 4)?;
    let month = digits(date.next()?, 2)?;
    let day = digits(date.next()?, 2)?;
    if date.next().is_some() || !is_date(year, month, day) {
        return None;
    }
    let (clock, seconds) = time.rsplit_once(':')?;
    // A leap second is the next minute's first, as unix time has it.
    let seconds = digits(seconds, 2).filter(|&seconds| seconds <= 60)?;
    let local = days_since_epoch(year, month, day) * 86_400 + minutes(clock)? * 60 + seconds;
    let offset_seconds = |text| Some(minutes(text)? * 60);
    match (offset.chars().next()?, offset.get(1..)?) {
        ('Z', "") => Some(local),
        ('+', offset) => local.checked_sub(offset_seconds(offset)?),
        ('-', offset) => local.checked_add(offset_seconds(offset)?),
        _ => None,
    }
}

/// The minutes of a time such as `23:59`.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::read_alone;

    #[test]
    fn a_moment_is_the_same_wherever_it_is_read() {
        for (text, seconds) in [
            ("2027-01-31T23:59:59+01:00", 1_801_436_399),
            ("2027-01-31T22:59:59Z", 1_801_436_399),
            ("2027-01-31T17:29:59-05:30", 1_801_436_399),
            ("2000-01-01T00:00:00Z", 946_684_800),
            ("2028-02-29T00:00:00Z", 1_835_395_200),
            ("2026-12-31T23:59:60Z", 1_798_761_600),
        ] {
            let moment = read_alone(&json!(text), Moment::read).unwrap();
            assert_eq!(moment.unix_seconds(), seconds, "{text}");
            assert_eq!(serde_json::to_value(&moment).unwrap(), json!(text));
        }
    }

    #[test]
    fn an_invalid_moment_is_refused() {
        for text in [
            "2027-01-31T23:59:59",
            "2027-01-31 23:59:59Z",
            "2027-02-29T00:00:00Z",
            "2027-01-31T24:00:00Z",
            "2027-01-31T23:60:00Z",
            "2027-01-31T23:59:61Z",
            "2027-01-31T23:59Z",
            "2027-01-31T23:59:59.5Z",
            "2027-01-31T23:59:59+1",
            "2027-01-31T23:59:59+24:00",
            "2027-01-31T23:59:59Zulu",
            "1999-12-31T23:59:59Z",
            "2027-01-31-01T23:59:59Z",
            "2027-01-31T23:5é:59Z",
            "T",
            "tomorrow",
        ] {
            assert!(read_alone(&json!(text), Moment::read).is_err(), "{text}");
        }
    }
}
