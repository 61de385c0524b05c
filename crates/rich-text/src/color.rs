//! Colors: which values are colors, and how browsers write them.
//!
//! A value is parsed as CSS parses the value of `color`, and written as CSSOM serializes a specified value: hex,
//! `rgb()`, `hsl()` and `hwb()` become `rgb()` or `rgba()`; names become lower case, and colors outside sRGB stay as
//! they are.
//! Source: [CSS Color 4, serialization of color values](https://www.w3.org/TR/css-color-4/#serializing-sRGB-values).

use std::borrow::Cow;

use self::arguments::{Arguments, Component};

mod arguments;
mod calc;
mod modern;
mod names;
mod substituted;
mod syntax;

pub use syntax::COLOR_FUNCTIONS;

/// The longest value that is parsed, in bytes; the longest real color has about 100.
const MAX_LEN: usize = 400;

/// The color as browsers write it, or `None` if the value is not a color.
pub(crate) fn css(value: &str) -> Option<Cow<'_, str>> {
    let value = value.trim_matches(is_css_space);
    if value.is_empty() || value.len() > MAX_LEN {
        return None;
    }
    if substituted::has_property(value) {
        return substituted::css(value).map(Cow::Borrowed);
    }
    plain(value).or_else(|| modern::css(value).map(Cow::Owned))
}

/// Whether every supported browser shows the color, given as [`css()`] writes it. Other browsers show the text in the
/// color of the surrounding text.
pub(crate) fn is_shown_everywhere(css: &str) -> bool {
    const NEWER: [&str; 5] = [
        "(from ",
        "light-dark(",
        "contrast-color(",
        "display-p3-linear",
        "calc(",
    ];
    let is_mixed_in_a_default_space = css
        .match_indices("color-mix(")
        .any(|(at, name)| !css[at + name.len()..].starts_with("in "));
    !is_mixed_in_a_default_space && !NEWER.iter().any(|newer| css.contains(newer))
}

/// Far the most colors: names, hex, and functions of sRGB without math.
fn plain(value: &str) -> Option<Cow<'_, str>> {
    if let Some(digits) = value.strip_prefix('#') {
        return hex(digits).map(|color| Cow::Owned(color.to_css()));
    }
    match value.split_once('(') {
        // The end of the value closes open brackets: <https://www.w3.org/TR/css-syntax-3/#consume-function>.
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

    /// Makes a color from channels in `[0, 1]`.
    fn from_unit([red, green, blue]: [f64; 3], alpha: u8) -> Self {
        // A value that is half a step except for rounding errors is rounded like half a step.
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
    use super::{css, is_shown_everywhere};

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
        check("var(--brand", None);
        for kept in [
            "rgb(var(--r) 0 0 / calc(1 / 2))",
            "oklch(from var(--x) l c h)",
            "color-mix(in srgb, VAR(--a, #f00), blue)",
        ] {
            check(kept, Some(kept));
        }
        for value in [
            "rgb(var(--r, url(x)) 0 0)",
            "rgb(var(--r); 0)",
            "rgb(var(--r) [x])",
            "rgb(var(--r) {x})",
            "rgb(var(--r) \"x\")",
            "rgb(var(--r)/**/)",
            "rgb(var(--r) !important)",
            "rgb(var(--r) @x)",
            "rgb(var(--r) <x)",
            "rgb(var(--r) \u{e9} 0)",
            "rgb(\\75rl(x) var(--r))",
            "rgb(var(--r)) url(x)",
            "rgb(var(--r)), red",
            "attr(x var(--r))",
            "env(var(--r))",
            "image-set(var(--r))",
            "calc(var(--r))x",
        ] {
            check(value, None);
        }
    }

    #[test]
    fn colors_of_other_spaces_are_kept() {
        for (value, written) in [
            ("oklch(0.6 0.25 29)", "oklch(0.6 0.25 29)"),
            ("OKLCH(60% 62.5% -331deg / 50%)", "oklch(0.6 0.25 29 / 0.5)"),
            ("oklch(2 -1 400)", "oklch(1 0 40)"),
            ("lab(50% 40 59.5)", "lab(50 40 59.5)"),
            ("lab(50 50% -50% / none)", "lab(50 62.5 -62.5 / none)"),
            ("lch(none 132 0.5turn", "lch(none 132 180)"),
            (
                "color(display-p3 100% 0 none / 1)",
                "color(display-p3 1 0 none)",
            ),
            (
                "color(xyz 1e-9 1e10 .5)",
                "color(xyz-d65 1.00000e-9 1.00000e+10 0.5)",
            ),
            ("oklch(calc(0.5 + 0.1) 40% 30)", "oklch(calc(0.6) 0.16 30)"),
            (
                "rgb(calc(100 + 50) min(1, 2) 0 / calc(1/2))",
                "rgba(150, 1, 0, 0.5)",
            ),
            ("hsl(calc(1turn / 2) 50% 50%)", "rgb(64, 191, 191)"),
            (
                "color-mix(in srgb, RED, #00f)",
                "color-mix(in srgb, red, rgb(0, 0, 255))",
            ),
            (
                "color-mix(in oklch longer hue, 30% red, blue 70%)",
                "color-mix(in oklch longer hue, red 30%, blue)",
            ),
            (
                "color-mix(in xyz, red, blue 25%)",
                "color-mix(in xyz-d65, red 75%, blue)",
            ),
            (
                "rgba(from #f00 calc(r - 10) b 5% / alpha)",
                "rgb(from rgb(255, 0, 0) calc(-10 + r) b 5% / alpha)",
            ),
            (
                "hsl(from red calc((h + s) / 2) s l)",
                "hsl(from red calc(0.5 * (h + s)) s l)",
            ),
            ("color(from red xyz x y z)", "color(from red xyz-d65 x y z)"),
            (
                "light-dark(oklch(.5 .1 30), color-mix(in srgb, red, blue))",
                "light-dark(oklch(0.5 0.1 30), color-mix(in srgb, red, blue))",
            ),
            ("contrast-color(#fff)", "contrast-color(rgb(255, 255, 255))"),
            ("red/**/", "red"),
        ] {
            check(value, Some(written));
        }
    }

    #[test]
    fn malformed_colors_of_other_spaces_are_refused() {
        for value in [
            "oklch(0.6, 0.25, 29)",
            "oklch(0.6 0.25)",
            "oklch(0.6 0.25 29%)",
            "oklch(0.6 0.25 29) url(x)",
            "oklch(url(x) 0 0)",
            "color(foo 1 1 1)",
            "color(srgb 1 1 1deg)",
            "color-mix(in srgb, red, blue, green)",
            "color-mix(in srgb shorter hue, red, blue)",
            "color-mix(in srgb, red 0%, blue 0%)",
            "color-mix(in srgb, inherit, red)",
            "light-dark(red)",
            "rgb(from red l g b)",
            "rgb(calc(1px) 0 0)",
            "rgb(calc(1 +2) 0 0)",
            "calc(1)",
            "device-cmyk(0 1 1 0)",
            "hwb(120, 50%, 50%)",
            "rgb(none, 0, 0)",
        ] {
            check(value, None);
        }
        check(
            &format!("rgb(calc{}1{} 0 0)", "(".repeat(150), ")".repeat(150)),
            None,
        );
    }

    #[test]
    fn colors_that_only_newer_browsers_show_are_recognized() {
        for value in ["red", "oklch(0.6 0.25 29)", "color-mix(in srgb, red, blue)"] {
            assert!(is_shown_everywhere(&css(value).unwrap()), "{value}");
        }
        for value in [
            "rgb(from red r g b)",
            "light-dark(red, blue)",
            "color-mix(red, blue)",
            "color-mix(in srgb, red, color-mix(red, blue))",
        ] {
            assert!(!is_shown_everywhere(&css(value).unwrap()), "{value}");
        }
    }
}
