//! Colors: which values are colors, and how browsers write them down.
//!
//! A value is read as CSS reads the value of `color`, and written as CSSOM serializes a specified value: hex, `rgb()`,
//! `hsl()` and `hwb()` become `rgb()` or `rgba()`; names are lowered and kept.
//! Source: [CSS Color 4, serialization of color values](https://www.w3.org/TR/css-color-4/#serializing-sRGB-values).

use std::borrow::Cow;

use self::arguments::{Arguments, Component};

mod arguments;
mod names;

/// The longest value that is looked at, in bytes; the longest color that anybody writes has some 60.
const MAX_LEN: usize = 200;

/// The color as browsers write it, or `None` where the value is no color.
pub(crate) fn css(value: &str) -> Option<Cow<'_, str>> {
    let value = value.trim_matches(is_css_space);
    if value.is_empty() || value.len() > MAX_LEN {
        return None;
    }
    if let Some(digits) = value.strip_prefix('#') {
        return hex(digits).map(|color| Cow::Owned(color.to_css()));
    }
    match value.split_once('(') {
        // The end of the value closes what is open: <https://www.w3.org/TR/css-syntax-3/#consume-function>.
        Some((name, rest)) => {
            function(name, rest.strip_suffix(')').unwrap_or(rest)).map(Cow::Owned)
        }
        None => names::is_color(value).then(|| lowered(value)),
    }
}

/// A color in sRGB with 8 bits a channel, as browsers keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Srgb {
    red: u8,
    green: u8,
    blue: u8,
    alpha: u8,
}

impl Srgb {
    fn to_css(self) -> String {
        let Srgb {
            red,
            green,
            blue,
            alpha,
        } = self;
        // Every colored run comes through here, and formatting machinery would take longer than all else about it.
        let mut css = String::with_capacity("rgba(255, 255, 255, 0.533)".len());
        css.push_str(if alpha == u8::MAX { "rgb(" } else { "rgba(" });
        push_decimal(&mut css, red);
        css.push_str(", ");
        push_decimal(&mut css, green);
        css.push_str(", ");
        push_decimal(&mut css, blue);
        if alpha != u8::MAX {
            css.push_str(", ");
            css.push_str(&alpha_text(alpha));
        }
        css.push(')');
        css
    }

    /// From channels in `[0, 1]`.
    fn from_unit([red, green, blue]: [f64; 3], alpha: u8) -> Self {
        // What is half a step but for the error of the arithmetic is rounded as half a step is.
        const ERROR: f64 = 1e-9;
        let channel = |value: f64| (value.clamp(0.0, 1.0) * 255.0 + ERROR).round() as u8;
        Srgb {
            red: channel(red),
            green: channel(green),
            blue: channel(blue),
            alpha,
        }
    }
}

fn push_decimal(out: &mut String, number: u8) {
    let digit = |value: u8| char::from(b'0' + value % 10);
    if number >= 100 {
        out.push(digit(number / 100));
    }
    if number >= 10 {
        out.push(digit(number / 10));
    }
    out.push(digit(number));
}

/// The shortest text of two or three decimals that means this alpha.
fn alpha_text(alpha: u8) -> String {
    let exact = f64::from(alpha) / 255.0;
    let hundredths = (exact * 100.0).round() / 100.0;
    if (hundredths * 255.0).round() as u8 == alpha {
        format!("{hundredths}")
    } else {
        format!("{}", (exact * 1000.0).round() / 1000.0)
    }
}

fn hex(digits: &str) -> Option<Srgb> {
    let mut nibbles = [0_u8; 8];
    let count = digits.len();
    if !matches!(count, 3 | 4 | 6 | 8) {
        return None;
    }
    for (nibble, digit) in nibbles.iter_mut().zip(digits.chars()) {
        *nibble = digit.to_digit(16)? as u8;
    }
    let channel = |index: usize| {
        if count < 6 {
            nibbles[index] * 17
        } else {
            nibbles[2 * index] * 16 + nibbles[2 * index + 1]
        }
    };
    let has_alpha = matches!(count, 4 | 8);
    Some(Srgb {
        red: channel(0),
        green: channel(1),
        blue: channel(2),
        alpha: if has_alpha { channel(3) } else { u8::MAX },
    })
}

fn function(name: &str, arguments: &str) -> Option<String> {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    if is("var") {
        return variable(name, arguments);
    }
    let arguments = Arguments::parse(arguments)?;
    let color = if is("rgb") || is("rgba") {
        rgb(&arguments)
    } else if is("hsl") || is("hsla") {
        hsl(&arguments)
    } else if is("hwb") && !arguments.has_commas {
        hwb(&arguments)
    } else {
        None
    };
    color.map(Srgb::to_css)
}

/// `var(--name)`, or `var(--name, COLOR)`: kept as it is written.
fn variable(name: &str, arguments: &str) -> Option<String> {
    let (property, fallback) = match arguments.split_once(',') {
        Some((property, fallback)) => (property, Some(fallback)),
        None => (arguments, None),
    };
    let is_name = property
        .trim_matches(is_css_space)
        .strip_prefix("--")
        .is_some_and(|rest| {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        });
    let has_color = fallback.is_none_or(|color| css(color).is_some());
    (is_name && has_color).then(|| format!("{name}({arguments})"))
}

fn rgb(arguments: &Arguments) -> Option<Srgb> {
    let [red, green, blue] = arguments.channels;
    let percentages = arguments
        .channels
        .iter()
        .filter(|channel| matches!(channel, Component::Percentage(_)))
        .count();
    // The older syntax with commas does not mix numbers and percentages.
    if arguments.has_commas && !matches!(percentages, 0 | 3) {
        return None;
    }
    let channel = |component| match component {
        Component::Number(number) => Some(number / 255.0),
        Component::Percentage(percentage) => Some(percentage / 100.0),
        Component::Missing => Some(0.0),
        Component::Degrees(_) => None,
    };
    let channels = [channel(red)?, channel(green)?, channel(blue)?];
    Some(Srgb::from_unit(channels, arguments.alpha))
}

fn hsl(arguments: &Arguments) -> Option<Srgb> {
    let [hue, saturation, lightness] = arguments.channels;
    let hue = hue.degrees()?;
    // Browsers take two percentages as the older syntax, which ends at 100 %.
    let is_percentage = |component| matches!(component, Component::Percentage(_));
    let most = if is_percentage(saturation) && is_percentage(lightness) {
        1.0
    } else {
        f64::INFINITY
    };
    let saturation = arguments.share(saturation)?.min(most);
    let lightness = arguments.share(lightness)?.min(most);
    let amplitude = saturation * lightness.min(1.0 - lightness);
    let channel = |offset: f64| {
        let position = (offset + hue / 30.0).rem_euclid(12.0);
        lightness - amplitude * (position - 3.0).min(9.0 - position).clamp(-1.0, 1.0)
    };
    let channels = [channel(0.0), channel(8.0), channel(4.0)];
    Some(Srgb::from_unit(channels, arguments.alpha))
}

fn hwb(arguments: &Arguments) -> Option<Srgb> {
    let [hue, whiteness, blackness] = arguments.channels;
    let hue = hue.degrees()?;
    let whiteness = arguments.share(whiteness)?;
    let blackness = arguments.share(blackness)?;
    if whiteness + blackness >= 1.0 {
        let gray = whiteness / (whiteness + blackness);
        return Some(Srgb::from_unit([gray; 3], arguments.alpha));
    }
    let channel = |offset: f64| {
        let position = (offset + hue / 30.0).rem_euclid(12.0);
        let pure = 0.5 - 0.5 * (position - 3.0).min(9.0 - position).clamp(-1.0, 1.0);
        pure * (1.0 - whiteness - blackness) + whiteness
    };
    let channels = [channel(0.0), channel(8.0), channel(4.0)];
    Some(Srgb::from_unit(channels, arguments.alpha))
}

fn lowered(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn is_css_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

#[cfg(test)]
mod tests {
    use super::css;

    #[track_caller]
    fn check(value: &str, expected: Option<&str>) {
        assert_eq!(css(value).as_deref(), expected, "{value:?}");
    }

    #[test]
    fn hex_becomes_rgb() {
        check("#f00", Some("rgb(255, 0, 0)"));
        check("#D6336C", Some("rgb(214, 51, 108)"));
        check("#ff000080", Some("rgba(255, 0, 0, 0.5)"));
        check("#0008", Some("rgba(0, 0, 0, 0.533)"));
        for value in ["#", "#ff", "#fffff", "#ggg", "#ff00ééff", "##fff"] {
            check(value, None);
        }
    }

    #[test]
    fn functions_become_rgb() {
        check("rgba(0,0,0,0.5)", Some("rgba(0, 0, 0, 0.5)"));
        check("rgb(1 2 3 / 50%)", Some("rgba(1, 2, 3, 0.5)"));
        check("rgb(1,2,3", Some("rgb(1, 2, 3)"));
        check("RGB(300, -5, 1.5)", Some("rgb(255, 0, 2)"));
        check("rgb(10%, 20%, 30%)", Some("rgb(26, 51, 77)"));
        check("hsl(120, 100%, 25%)", Some("rgb(0, 128, 0)"));
        check("hsl(0.5turn 50% 50%)", Some("rgb(64, 191, 191)"));
        check("hsla(240, 100%, 50%, .3)", Some("rgba(0, 0, 255, 0.3)"));
        check("hwb(60 20% 40%)", Some("rgb(153, 153, 51)"));
        for value in [
            "rgb(1,2)",
            "rgb(1,2,3,4,5)",
            "rgb(1 2,3)",
            "rgb(1%,2,3)",
            "hsl(120, 100, 25)",
            "rgb(a,b,c)",
            "rgb()",
            "url(x)",
            "expression(alert(1))",
        ] {
            check(value, None);
        }
    }

    #[test]
    fn names_are_kept_and_lowered() {
        check("red", Some("red"));
        check(" RebeccaPurple ", Some("rebeccapurple"));
        check("currentColor", Some("currentcolor"));
        check("inherit", Some("inherit"));
        check("bogus", None);
        check("red !important", None);
        check("red; background: url(x)", None);
    }

    #[test]
    fn variables_are_kept() {
        check("var(--brand)", Some("var(--brand)"));
        check("var(--brand, #f00)", Some("var(--brand, #f00)"));
        check("var(--brand, url(x))", None);
        check("var(--x);background:url(x)", None);
        check("var(brand)", None);
    }
}
