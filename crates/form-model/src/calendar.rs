//! The Gregorian calendar, as far as dates in a form need it.

/// Whether a day exists, from 2000 to 2100: years that a form may name.
pub(crate) fn is_date(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (2_000..=2_100).contains(&year) && (1..=days).contains(&day)
}

/// Days from 1970-01-01 to a day that exists.
///
/// Source: Howard Hinnant, <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>.
pub(crate) fn days_since_epoch(year: u32, month: u32, day: u32) -> u32 {
    // A year begins with March here, so that the leap day is its last.
    let year = if month > 2 { year } else { year - 1 };
    let (era, year_of_era) = (year / 400, year % 400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// A number of exactly so many digits.
pub(crate) fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(days_since_epoch(2_000, 1, 1), 10_957);
        assert_eq!(days_since_epoch(2_000, 3, 1), 11_017);
        assert_eq!(days_since_epoch(2_027, 1, 31), 20_849);
        assert_eq!(days_since_epoch(2_100, 12, 31), 47_846);
    }
}
