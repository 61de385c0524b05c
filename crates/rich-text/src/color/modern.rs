//! Colors of CSS Color 4 and 5: spaces other than sRGB, mixtures, relative colors, and math in any of them; parsed by
//! their grammar and written as browsers serialize specified values.
//!
//! Source: [CSS Color 5](https://www.w3.org/TR/css-color-5/), and the output of Chromium 148.

use cssparser::{Parser, Token};

use super::{
    Srgb,
    arguments::{Arguments, Component},
    calc::{self, Math, Unit},
    hex, hsl, hwb, names, rgb,
    syntax::{MAX_DEPTH, nested, percentage},
};

/// The color as browsers write it, or `None` if the value is not a color.
pub(super) fn css(value: &str) -> Option<String> {
    let mut parser = Parser::new(value);
    let color = color(&mut parser, 0)?;
    parser.expect_exhausted().ok()?;
    Some(color)
}

/// A number as browsers write it: six digits, and no zeros behind them.
pub(super) fn css_number(number: f64) -> String {
    // Browsers keep these numbers in 32 bits.
    let number = f64::from(number as f32);
    if number == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{number:.5e}");
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if !(-5..6).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{}", exponent.abs());
    }
    let decimals = (5 - exponent).max(0) as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn color(parser: &mut Parser<'_>, depth: usize) -> Option<String> {
    match parser.next().ok()?.clone() {
        Token::Ident(name) => {
            let name = name.to_ascii_lowercase();
            (names::is_color(&name) && !is_of_every_property(&name)).then_some(name)
        }
        Token::Hash(digits) | Token::IDHash(digits) => hex(&digits).map(Srgb::to_css),
        Token::Function(name) if depth < MAX_DEPTH => {
            let name = name.to_ascii_lowercase();
            nested(parser, |inner| function(&name, inner, depth + 1))
        }
        _ => None,
    }
}

/// Keywords that every property takes, and only as its whole value.
fn is_of_every_property(name: &str) -> bool {
    matches!(
        name,
        "inherit" | "initial" | "unset" | "revert" | "revert-layer"
    )
}

fn function(name: &str, parser: &mut Parser<'_>, depth: usize) -> Option<String> {
    match name {
        "color-mix" => mixture(parser, depth),
        "light-dark" => {
            let light = color(parser, depth)?;
            parser.expect_comma().ok()?;
            Some(format!("light-dark({light}, {})", color(parser, depth)?))
        }
        "contrast-color" => Some(format!("contrast-color({})", color(parser, depth)?)),
        _ => {
            let space = Space::of(name)?;
            if take(parser, "from") {
                return from_another(space, parser, depth);
            }
            match space {
                Space::Rgb | Space::Hsl | Space::Hwb => in_srgb(space, parser, depth),
                Space::Color => in_named_space(parser, depth),
                _ => in_lab(space, parser, depth),
            }
        }
    }
}

/// Takes the keyword, if it is next.
fn take(parser: &mut Parser<'_>, keyword: &str) -> bool {
    parser
        .try_parse(|parser| parser.expect_ident_matching(keyword))
        .is_ok()
}

/// The channels of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Rgb,
    Hsl,
    Hwb,
    Lab,
    Lch,
    Oklab,
    Oklch,
    Color,
}

impl Space {
    fn of(function: &str) -> Option<Self> {
        Some(match function {
            "rgb" | "rgba" => Space::Rgb,
            "hsl" | "hsla" => Space::Hsl,
            "hwb" => Space::Hwb,
            "lab" => Space::Lab,
            "lch" => Space::Lch,
            "oklab" => Space::Oklab,
            "oklch" => Space::Oklch,
            "color" => Space::Color,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Space::Rgb => "rgb",
            Space::Hsl => "hsl",
            Space::Hwb => "hwb",
            Space::Lab => "lab",
            Space::Lch => "lch",
            Space::Oklab => "oklab",
            Space::Oklch => "oklch",
            Space::Color => "color",
        }
    }

    /// The names of its channels; alpha is one in all.
    fn channels(self) -> [&'static str; 4] {
        match self {
            Space::Rgb | Space::Color => ["r", "g", "b", "alpha"],
            Space::Hsl => ["h", "s", "l", "alpha"],
            Space::Hwb => ["h", "w", "b", "alpha"],
            Space::Lab | Space::Oklab => ["l", "a", "b", "alpha"],
            Space::Lch | Space::Oklch => ["l", "c", "h", "alpha"],
        }
    }

    /// Which channel is an angle.
    fn hue(self) -> Option<usize> {
        match self {
            Space::Hsl | Space::Hwb => Some(0),
            Space::Lch | Space::Oklch => Some(2),
            _ => None,
        }
    }
}

/// An argument as written.
#[derive(Clone, Debug)]
enum Argument {
    None,
    Value(f64, Unit),
    /// An angle with its unit.
    Angle(f64, String),
    Channel(String),
    Math(Math),
}

impl Argument {
    fn read(parser: &mut Parser<'_>, channels: &[&str], depth: usize) -> Option<Self> {
        Some(match parser.next().ok()?.clone() {
            Token::Number { value, .. } => Argument::Value(value.into(), Unit::Number),
            Token::Percentage { unit_value, .. } => {
                Argument::Value(percentage(unit_value), Unit::Percentage)
            }
            Token::Dimension { value, unit, .. } => {
                calc::degrees(value.into(), &unit)?;
                Argument::Angle(value.into(), unit.to_ascii_lowercase())
            }
            Token::Ident(word) => match word.to_ascii_lowercase() {
                word if word == "none" => Argument::None,
                word if channels.contains(&word.as_str()) => Argument::Channel(word),
                _ => return None,
            },
            Token::Function(name) => {
                let name = name.to_ascii_lowercase();
                let math = nested(parser, |inner| {
                    Math::read(&name, inner, channels, depth + 1)
                });
                Argument::Math(math?)
            }
            _ => return None,
        })
    }

    fn unit(&self) -> Option<Unit> {
        match self {
            Argument::None | Argument::Channel(_) => Some(Unit::Number),
            Argument::Value(_, unit) => Some(*unit),
            Argument::Angle(..) => Some(Unit::Angle),
            Argument::Math(math) => math.unit(),
        }
    }

    /// Whether it may be a channel that is an angle, or one that is not.
    fn fits(&self, is_hue: bool) -> bool {
        match self.unit() {
            Some(Unit::Number) => true,
            Some(Unit::Percentage) => !is_hue,
            Some(Unit::Angle) => is_hue,
            None => false,
        }
    }

    /// Its value, if all of it is known.
    fn component(&self) -> Option<Component> {
        let (value, unit) = match self {
            Argument::None => return Some(Component::Missing),
            Argument::Value(value, unit) | Argument::Math(Math::Value(value, unit)) => {
                (*value, *unit)
            }
            Argument::Angle(value, unit) => (calc::degrees(*value, unit)?, Unit::Angle),
            Argument::Channel(_) | Argument::Math(_) => return None,
        };
        Some(match unit {
            Unit::Number => Component::Number(value),
            Unit::Percentage => Component::Percentage(value),
            Unit::Angle => Component::Degrees(value),
        })
    }

    fn to_css(&self) -> String {
        match self {
            Argument::None => "none".to_owned(),
            Argument::Value(value, Unit::Percentage) => css_number(*value) + "%",
            Argument::Value(value, _) => css_number(*value),
            Argument::Angle(value, unit) => css_number(*value) + unit,
            Argument::Channel(name) => name.clone(),
            Argument::Math(math) => math.to_css(),
        }
    }
}

/// Three channels and an alpha behind a slash.
struct Channels {
    channels: [Argument; 3],
    alpha: Option<Argument>,
}

impl Channels {
    fn read(
        parser: &mut Parser<'_>,
        names: &[&str],
        hue: Option<usize>,
        depth: usize,
    ) -> Option<Self> {
        let mut channel =
            |index| Argument::read(parser, names, depth).filter(|it| it.fits(hue == Some(index)));
        let channels = [channel(0)?, channel(1)?, channel(2)?];
        Some(Channels {
            channels,
            alpha: alpha(parser, names, depth)?,
        })
    }
}

/// Reads `/ alpha`, or nothing.
fn alpha(parser: &mut Parser<'_>, names: &[&str], depth: usize) -> Option<Option<Argument>> {
    if parser.is_exhausted() {
        return Some(None);
    }
    parser.expect_delim('/').ok()?;
    let alpha = Argument::read(parser, names, depth)?;
    alpha.fits(false).then_some(Some(alpha))
}

/// A color in sRGB, which comes to `rgb()` at once.
fn in_srgb(space: Space, parser: &mut Parser<'_>, depth: usize) -> Option<String> {
    let first = Argument::read(parser, &[], depth)?.component()?;
    let has_commas = parser.try_parse(|parser| parser.expect_comma()).is_ok();
    let next = |parser: &mut Parser<'_>, is_first: bool| {
        if has_commas && !is_first {
            parser.expect_comma().ok()?;
        }
        Argument::read(parser, &[], depth)?.component()
    };
    let channels = [first, next(parser, true)?, next(parser, false)?];
    let opacity = if has_commas && !parser.is_exhausted() {
        Some(next(parser, false)?)
    } else {
        match alpha(parser, &[], depth)? {
            Some(alpha) => Some(alpha.component()?),
            None => None,
        }
    };
    let has_missing = channels
        .iter()
        .chain(&opacity)
        .any(|it| *it == Component::Missing);
    if has_commas && has_missing {
        return None;
    }
    let arguments = Arguments::of(channels, opacity, has_commas)?;
    let color = match space {
        Space::Rgb => rgb(&arguments),
        Space::Hsl => hsl(&arguments),
        _ if has_commas => None,
        _ => hwb(&arguments),
    };
    color.map(Srgb::to_css)
}

/// A color in CIELAB or Oklab: kept, its channels as numbers.
fn in_lab(space: Space, parser: &mut Parser<'_>, depth: usize) -> Option<String> {
    let Channels { channels, alpha } = Channels::read(parser, &[], space.hue(), depth)?;
    // The value of 100 percent.
    let whole = match space {
        Space::Lab => [100.0, 125.0, 125.0],
        Space::Lch => [100.0, 150.0, 1.0],
        Space::Oklab => [1.0, 0.4, 0.4],
        _ => [1.0, 0.4, 1.0],
    };
    let has_chroma = space.hue().is_some();
    let mut out = format!("{}(", space.name());
    for (index, (channel, whole)) in channels.iter().zip(whole).enumerate() {
        if index > 0 {
            out.push(' ');
        }
        if let Argument::None | Argument::Math(_) = channel {
            out.push_str(&channel.to_css());
            continue;
        }
        let value = match channel.component()? {
            Component::Percentage(percentage) => percentage / 100.0 * whole,
            Component::Number(value) | Component::Degrees(value) => value,
            Component::Missing => return None,
        };
        let value = match index {
            0 => value.clamp(0.0, whole),
            1 if has_chroma => value.max(0.0),
            2 if has_chroma => value.rem_euclid(360.0),
            _ => value,
        };
        out.push_str(&css_number(value));
    }
    push_alpha(&mut out, alpha.as_ref());
    Some(out + ")")
}

/// Writes an alpha, unless it is whole.
fn push_alpha(out: &mut String, alpha: Option<&Argument>) {
    let text = match alpha {
        None => return,
        Some(Argument::Value(value, unit)) => {
            let whole = if *unit == Unit::Percentage {
                100.0
            } else {
                1.0
            };
            match (value / whole).clamp(0.0, 1.0) {
                1.0 => return,
                alpha => css_number(alpha),
            }
        }
        Some(alpha) => alpha.to_css(),
    };
    out.push_str(" / ");
    out.push_str(&text);
}

/// The spaces of `color()`, as browsers write them.
fn named_space(parser: &mut Parser<'_>) -> Option<&'static str> {
    let name = parser.expect_ident_cloned().ok()?.to_ascii_lowercase();
    Some(match name.as_str() {
        "srgb" => "srgb",
        "srgb-linear" => "srgb-linear",
        "display-p3" => "display-p3",
        "display-p3-linear" => "display-p3-linear",
        "a98-rgb" => "a98-rgb",
        "prophoto-rgb" => "prophoto-rgb",
        "rec2020" => "rec2020",
        "xyz" | "xyz-d65" => "xyz-d65",
        "xyz-d50" => "xyz-d50",
        _ => return None,
    })
}

/// `color()`: kept, its channels as numbers, also where math comes to them.
fn in_named_space(parser: &mut Parser<'_>, depth: usize) -> Option<String> {
    let space = named_space(parser)?;
    let Channels { channels, alpha } = Channels::read(parser, &[], None, depth)?;
    let mut out = format!("color({space}");
    for channel in &channels {
        out.push(' ');
        out.push_str(&match channel.component()? {
            Component::Missing => "none".to_owned(),
            Component::Percentage(percentage) => css_number(percentage / 100.0),
            Component::Number(number) => css_number(finite(number)),
            Component::Degrees(_) => return None,
        });
    }
    let alpha = match alpha {
        Some(Argument::Math(Math::Value(value, unit))) => Some(Argument::Value(value, unit)),
        alpha => alpha,
    };
    push_alpha(&mut out, alpha.as_ref());
    Some(out + ")")
}

fn finite(number: f64) -> f64 {
    if number.is_nan() {
        0.0
    } else {
        number.clamp(f64::from(f32::MIN), f64::from(f32::MAX))
    }
}

/// A relative color, whose channels may use those of the other color: kept as written.
fn from_another(space: Space, parser: &mut Parser<'_>, depth: usize) -> Option<String> {
    let origin = color(parser, depth)?;
    let mut names = space.channels();
    let named = match space {
        Space::Color => {
            let named = named_space(parser)?;
            if named.starts_with("xyz") {
                names = ["x", "y", "z", "alpha"];
            }
            format!(" {named}")
        }
        _ => String::new(),
    };
    let Channels { channels, alpha } = Channels::read(parser, &names, space.hue(), depth)?;
    let channels = channels.map(|channel| channel.to_css()).join(" ");
    let alpha = alpha.map_or(String::new(), |alpha| format!(" / {}", alpha.to_css()));
    let name = space.name();
    Some(format!("{name}(from {origin}{named} {channels}{alpha})"))
}

/// The spaces that colors are mixed in, and whether one of their channels is a hue.
const MIXED_IN: [(&str, bool); 15] = [
    ("srgb", false),
    ("srgb-linear", false),
    ("display-p3", false),
    ("display-p3-linear", false),
    ("a98-rgb", false),
    ("prophoto-rgb", false),
    ("rec2020", false),
    ("lab", false),
    ("oklab", false),
    ("xyz-d50", false),
    ("xyz-d65", false),
    ("hsl", true),
    ("hwb", true),
    ("lch", true),
    ("oklch", true),
];

fn mixture(parser: &mut Parser<'_>, depth: usize) -> Option<String> {
    let mut out = "color-mix(".to_owned();
    if take(parser, "in") {
        let name = parser.expect_ident_cloned().ok()?.to_ascii_lowercase();
        let name = if name == "xyz" { "xyz-d65" } else { &name };
        let (name, has_hue) = *MIXED_IN.iter().find(|(known, _)| *known == name)?;
        out.push_str(&format!("in {name}"));
        const WAYS: [&str; 4] = ["shorter", "longer", "increasing", "decreasing"];
        if let Some(way) = WAYS.into_iter().find(|way| has_hue && take(parser, way)) {
            parser.expect_ident_matching("hue").ok()?;
            // The default is omitted.
            if way != "shorter" {
                out.push_str(&format!(" {way} hue"));
            }
        }
        parser.expect_comma().ok()?;
        out.push_str(", ");
    }
    let (first, first_share) = part(parser, depth)?;
    parser.expect_comma().ok()?;
    let (second, second_share) = part(parser, depth)?;
    let [first_share, second_share] = shares(first_share, second_share)?;
    out.push_str(&format!("{first}{first_share}, {second}{second_share})"));
    Some(out)
}

/// A color of a mixture and its share, which may come before or after it.
fn part(parser: &mut Parser<'_>, depth: usize) -> Option<(String, Option<Argument>)> {
    let share = |parser: &mut Parser<'_>| {
        let read = |parser: &mut Parser<'_>| {
            Argument::read(parser, &[], depth).filter(|it| it.unit() == Some(Unit::Percentage))
        };
        parser.try_parse(|parser| read(parser).ok_or(())).ok()
    };
    let before = share(parser);
    let color = color(parser, depth)?;
    let behind = if before.is_none() {
        share(parser)
    } else {
        None
    };
    let share = before.or(behind);
    if let Some(Argument::Value(value, _)) = share
        && !(0.0..=100.0).contains(&value)
    {
        return None;
    }
    Some((color, share))
}

/// Both shares as written; a share that follows from the other is left out.
fn shares(first: Option<Argument>, second: Option<Argument>) -> Option<[String; 2]> {
    let written = |share: &Argument| format!(" {}", share.to_css());
    let value = |share: &Option<Argument>| match share {
        Some(Argument::Value(value, _)) => Some(*value),
        _ => None,
    };
    let percent = |value: f64| format!(" {}%", css_number(value));
    Some(match (&first, &second) {
        (None, None) => Default::default(),
        _ => match (value(&first), value(&second)) {
            (Some(0.0), Some(0.0)) => return None,
            (Some(a), Some(b)) if a + b != 100.0 => [percent(a), percent(b)],
            (Some(50.0), Some(_)) => Default::default(),
            (Some(a), Some(_)) => [percent(a), String::new()],
            (Some(50.0), None) if second.is_none() => Default::default(),
            (Some(a), None) if second.is_none() => [percent(a), String::new()],
            (None, Some(50.0)) if first.is_none() => Default::default(),
            (None, Some(b)) if first.is_none() => [percent(100.0 - b), String::new()],
            _ => [first, second].map(|share| share.as_ref().map_or(String::new(), written)),
        },
    })
}
