//! The arguments of `rgb()`, `hsl()` and `hwb()`: three channels and an alpha, with commas or with spaces.

use super::is_css_space;

/// One channel of a color.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Component {
    Number(f64),
    Percentage(f64),
    Degrees(f64),
    /// The keyword `none`.
    Missing,
}

impl Component {
    /// The value as a hue, in degrees.
    pub(super) fn degrees(self) -> Option<f64> {
        match self {
            Component::Number(degrees) | Component::Degrees(degrees) => Some(degrees),
            Component::Missing => Some(0.0),
            Component::Percentage(_) => None,
        }
    }
}

/// All arguments of a color function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arguments {
    pub(super) channels: [Component; 3],
    /// The alpha channel, 0..=255.
    pub(super) alpha: u8,
    /// Whether they are parted by commas, as in the older syntax.
    pub(super) has_commas: bool,
}

impl Arguments {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let has_commas = text.contains(',');
        let mut parts = [""; 4];
        let count = if has_commas {
            split(text.split(','), &mut parts)?
        } else {
            let (channels, alpha) = match text.split_once('/') {
                Some((channels, alpha)) => (channels, Some(alpha)),
                None => (text, None),
            };
            let channels = channels
                .split(is_css_space)
                .filter(|part| !part.is_empty())
                .chain(alpha);
            let count = split(channels, &mut parts)?;
            if count != 3 + usize::from(alpha.is_some()) {
                return None;
            }
            count
        };
        let component = |index: usize| component(parts[index], !has_commas);
        let alpha = match count {
            3 => u8::MAX,
            4 => alpha(component(3)?)?,
            _ => return None,
        };
        Some(Arguments {
            channels: [component(0)?, component(1)?, component(2)?],
            alpha,
            has_commas,
        })
    }

    /// Arguments that were read by other means.
    pub(super) fn of(
        channels: [Component; 3],
        opacity: Option<Component>,
        has_commas: bool,
    ) -> Option<Self> {
        let alpha = match opacity {
            Some(opacity) => alpha(opacity)?,
            None => u8::MAX,
        };
        Some(Arguments {
            channels,
            alpha,
            has_commas,
        })
    }

    /// A percentage as a share of 1; the newer syntax takes plain numbers for it too, and more than all.
    pub(super) fn share(&self, component: Component) -> Option<f64> {
        let share = match component {
            Component::Percentage(percentage) => percentage / 100.0,
            Component::Number(number) if !self.has_commas => number / 100.0,
            Component::Missing => 0.0,
            _ => return None,
        };
        Some(share.max(0.0))
    }
}

/// Puts the parts, trimmed, into the places; how many there are, unless they are too many.
fn split<'a>(parts: impl Iterator<Item = &'a str>, places: &mut [&'a str; 4]) -> Option<usize> {
    let mut count = 0;
    for part in parts {
        *places.get_mut(count)? = part.trim_matches(is_css_space);
        count += 1;
    }
    Some(count)
}

fn alpha(component: Component) -> Option<u8> {
    let alpha = match component {
        Component::Number(number) => number,
        Component::Percentage(percentage) => percentage / 100.0,
        Component::Missing => 0.0,
        Component::Degrees(_) => return None,
    };
    Some((alpha.clamp(0.0, 1.0) * 255.0).round() as u8)
}

fn component(text: &str, allows_none: bool) -> Option<Component> {
    if allows_none && text.eq_ignore_ascii_case("none") {
        return Some(Component::Missing);
    }
    let unit_at = number_len(text)?;
    let (number, unit) = text.split_at(unit_at);
    let number: f64 = number
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    let is = |other: &str| unit.eq_ignore_ascii_case(other);
    Some(match unit {
        "" => Component::Number(number),
        "%" => Component::Percentage(number),
        _ if is("deg") => Component::Degrees(number),
        _ if is("grad") => Component::Degrees(number * 0.9),
        _ if is("rad") => Component::Degrees(number.to_degrees()),
        _ if is("turn") => Component::Degrees(number * 360.0),
        _ => return None,
    })
}

/// How many bytes at the start of the text are a [number of CSS](https://www.w3.org/TR/css-syntax-3/#consume-number).
fn number_len(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = digits(at);
    at += whole;
    let mut fraction = 0;
    if bytes.get(at) == Some(&b'.') {
        fraction = digits(at + 1);
        if fraction > 0 {
            at += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = if bytes.len() > at + 1 + sign {
            digits(at + 1 + sign)
        } else {
            0
        };
        if exponent > 0 {
            at += 1 + sign + exponent;
        }
    }
    Some(at)
}
