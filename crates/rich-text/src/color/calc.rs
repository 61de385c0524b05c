//! Math in colors: `calc()` and the other math functions, computed if all values are known, and written as browsers
//! write them if they contain a channel of another color.
//!
//! Source: [CSS Values 4, math functions](https://www.w3.org/TR/css-values-4/#math).

use cssparser::{Parser, Token};

use super::{
    modern::css_number,
    syntax::{MAX_DEPTH, nested, percentage},
};

/// The unit of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Number,
    Percentage,
    /// An angle, in degrees.
    Angle,
}

impl Unit {
    fn suffix(self) -> &'static str {
        match self {
            Unit::Number => "",
            Unit::Percentage => "%",
            Unit::Angle => "deg",
        }
    }
}

/// A math expression.
#[derive(Clone, Debug)]
pub(super) enum Math {
    Value(f64, Unit),
    Channel(String),
    /// Terms, each with whether it is taken away.
    Sum(Vec<(bool, Math)>),
    /// Factors, each with whether it divides.
    Product(Vec<(bool, Math)>),
    Function(&'static str, Vec<Math>),
}

/// Functions and how many arguments they take.
const FUNCTIONS: [(&str, usize, usize); 20] = [
    ("min", 1, 16),
    ("max", 1, 16),
    ("clamp", 3, 3),
    ("round", 1, 2),
    ("mod", 2, 2),
    ("rem", 2, 2),
    ("sin", 1, 1),
    ("cos", 1, 1),
    ("tan", 1, 1),
    ("asin", 1, 1),
    ("acos", 1, 1),
    ("atan", 1, 1),
    ("atan2", 2, 2),
    ("pow", 2, 2),
    ("sqrt", 1, 1),
    ("hypot", 1, 16),
    ("log", 1, 2),
    ("exp", 1, 1),
    ("abs", 1, 1),
    ("sign", 1, 1),
];

/// Whether a function is one of these.
pub(super) fn is_math(name: &str) -> bool {
    name == "calc" || FUNCTIONS.iter().any(|(known, ..)| *known == name)
}

impl Math {
    /// Reads the arguments of a function; `channels` are names that may be used as numbers.
    pub(super) fn read(
        name: &str,
        parser: &mut Parser<'_>,
        channels: &[&str],
        depth: usize,
    ) -> Option<Self> {
        if depth > MAX_DEPTH {
            return None;
        }
        if name == "calc" {
            let sum = sum(parser, channels, depth)?;
            return parser.expect_exhausted().is_ok().then_some(sum);
        }
        let &(name, least, most) = FUNCTIONS.iter().find(|(known, ..)| *known == name)?;
        let mut arguments = vec![sum(parser, channels, depth)?];
        while !parser.is_exhausted() {
            parser.expect_comma().ok()?;
            arguments.push(sum(parser, channels, depth)?);
        }
        if !(least..=most).contains(&arguments.len()) {
            return None;
        }
        worked_out(name, arguments)
    }

    /// The expression's unit; `None` if its units do not fit together.
    pub(super) fn unit(&self) -> Option<Unit> {
        match self {
            Math::Value(_, unit) => Some(*unit),
            Math::Channel(_) => Some(Unit::Number),
            Math::Sum(terms) => {
                let mut units = terms.iter().map(|(_, term)| term.unit());
                let first = units.next()??;
                units.all(|unit| unit == Some(first)).then_some(first)
            }
            Math::Product(factors) => {
                let mut unit = Unit::Number;
                for (divides, factor) in factors {
                    match factor.unit()? {
                        Unit::Number => {}
                        _ if *divides || unit != Unit::Number => return None,
                        other => unit = other,
                    }
                }
                Some(unit)
            }
            Math::Function(_, arguments) => {
                let numbers = |it: &Math| it.unit() == Some(Unit::Number);
                arguments.iter().all(numbers).then_some(Unit::Number)
            }
        }
    }

    /// The expression as the argument of a color.
    pub(super) fn to_css(&self) -> String {
        match self {
            Math::Function("min" | "max" | "clamp" | "abs", _) => self.written(),
            _ => format!("calc({})", self.written()),
        }
    }

    fn written(&self) -> String {
        match self {
            Math::Value(value, unit) => number_text(*value, *unit),
            Math::Channel(name) => name.clone(),
            Math::Sum(terms) => joined(terms, " + ", " - "),
            Math::Product(factors) => joined(factors, " * ", " / "),
            Math::Function(name, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(Math::written).collect();
                format!("{name}({})", arguments.join(", "))
            }
        }
    }

    fn operand(&self) -> String {
        match self {
            Math::Sum(_) | Math::Product(_) => format!("({})", self.written()),
            _ => self.written(),
        }
    }
}

fn joined(parts: &[(bool, Math)], plain: &str, inverse: &str) -> String {
    let mut out = String::new();
    for (index, (is_inverse, part)) in parts.iter().enumerate() {
        if index > 0 {
            out.push_str(if *is_inverse { inverse } else { plain });
        }
        out.push_str(&part.operand());
    }
    out
}

fn number_text(value: f64, unit: Unit) -> String {
    let suffix = unit.suffix();
    let word = match value {
        _ if value.is_nan() => "NaN",
        f64::INFINITY => "infinity",
        f64::NEG_INFINITY => "-infinity",
        _ => return css_number(value) + suffix,
    };
    match unit {
        Unit::Number => word.to_owned(),
        _ => format!("{word} * 1{suffix}"),
    }
}

fn sum(parser: &mut Parser<'_>, channels: &[&str], depth: usize) -> Option<Math> {
    let mut terms = vec![(false, product(parser, channels, depth)?)];
    loop {
        let start = parser.state();
        // Signs have spaces around them, so they are not part of a number.
        let is_spaced = matches!(parser.next_including_whitespace(), Ok(Token::WhiteSpace(_)));
        let is_minus = match parser.next() {
            Ok(Token::Delim('+')) => false,
            Ok(Token::Delim('-')) => true,
            _ => {
                parser.reset(&start);
                break;
            }
        };
        let is_spaced_behind =
            matches!(parser.next_including_whitespace(), Ok(Token::WhiteSpace(_)));
        if !is_spaced || !is_spaced_behind {
            return None;
        }
        terms.push((is_minus, product(parser, channels, depth)?));
    }
    let sum = simplified_sum(terms);
    sum.unit()?;
    Some(sum)
}

fn product(parser: &mut Parser<'_>, channels: &[&str], depth: usize) -> Option<Math> {
    let mut factors = vec![(false, operand(parser, channels, depth)?)];
    loop {
        let start = parser.state();
        let divides = match parser.next() {
            Ok(Token::Delim('*')) => false,
            Ok(Token::Delim('/')) => true,
            _ => {
                parser.reset(&start);
                break;
            }
        };
        factors.push((divides, operand(parser, channels, depth)?));
    }
    let product = simplified_product(factors);
    product.unit()?;
    Some(product)
}

fn operand(parser: &mut Parser<'_>, channels: &[&str], depth: usize) -> Option<Math> {
    Some(match parser.next().ok()?.clone() {
        Token::Number { value, .. } => Math::Value(value.into(), Unit::Number),
        Token::Percentage { unit_value, .. } => {
            Math::Value(percentage(unit_value), Unit::Percentage)
        }
        Token::Dimension { value, unit, .. } => {
            Math::Value(degrees(value.into(), &unit)?, Unit::Angle)
        }
        Token::Ident(word) => {
            let word = word.to_ascii_lowercase();
            let value = match word.as_str() {
                "e" => std::f64::consts::E,
                "pi" => std::f64::consts::PI,
                "infinity" => f64::INFINITY,
                "-infinity" => f64::NEG_INFINITY,
                "nan" => f64::NAN,
                _ if channels.contains(&word.as_str()) => return Some(Math::Channel(word)),
                _ => return None,
            };
            Math::Value(value, Unit::Number)
        }
        Token::ParenthesisBlock => nested(parser, |inner| {
            Math::read("calc", inner, channels, depth + 1)
        })?,
        Token::Function(name) => {
            let name = name.to_ascii_lowercase();
            nested(parser, |inner| {
                Math::read(&name, inner, channels, depth + 1)
            })?
        }
        _ => return None,
    })
}

/// Converts an angle to degrees.
pub(super) fn degrees(value: f64, unit: &str) -> Option<f64> {
    let is = |other: &str| unit.eq_ignore_ascii_case(other);
    Some(match () {
        () if is("deg") => value,
        () if is("grad") => value * 0.9,
        () if is("rad") => value.to_degrees(),
        () if is("turn") => value * 360.0,
        () => return None,
    })
}

/// Known terms are added up, and come first.
fn simplified_sum(terms: Vec<(bool, Math)>) -> Math {
    let mut known: Vec<(f64, Unit)> = Vec::new();
    let mut rest = Vec::new();
    let mut flat = Vec::new();
    for (is_minus, term) in terms {
        match term {
            Math::Sum(inner) => flat.extend(
                inner
                    .into_iter()
                    .map(|(inner_minus, term)| (inner_minus != is_minus, term)),
            ),
            term => flat.push((is_minus, term)),
        }
    }
    for (is_minus, term) in flat {
        match term {
            Math::Value(value, unit) => {
                let value = if is_minus { -value } else { value };
                match known.iter_mut().find(|(_, other)| *other == unit) {
                    Some((sum, _)) => *sum += value,
                    None => known.push((value, unit)),
                }
            }
            term => rest.push((is_minus, term)),
        }
    }
    // A difference begins with the first operand.
    let mut all: Vec<_> = known
        .into_iter()
        .map(|(value, unit)| (false, Math::Value(value, unit)))
        .collect();
    all.append(&mut rest);
    match all.as_slice() {
        [(false, _)] => all.remove(0).1,
        _ => Math::Sum(all),
    }
}

/// Known factors are multiplied, and come first.
fn simplified_product(factors: Vec<(bool, Math)>) -> Math {
    let mut known: Option<f64> = None;
    let mut unit = Unit::Number;
    let mut rest = Vec::new();
    let count = factors.len();
    for (divides, factor) in factors {
        match factor {
            Math::Value(value, own)
                if own == Unit::Number || (!divides && unit == Unit::Number) =>
            {
                if own != Unit::Number {
                    unit = own;
                }
                let so_far = known.unwrap_or(1.0);
                known = Some(if divides {
                    so_far / value
                } else {
                    so_far * value
                });
            }
            factor => rest.push((divides, factor)),
        }
    }
    let mut all: Vec<_> = known
        .into_iter()
        .map(|value| (false, Math::Value(value, unit)))
        .collect();
    all.append(&mut rest);
    match all.as_slice() {
        [(false, _)] => all.remove(0).1,
        _ if count == 1 => all.remove(0).1,
        _ => Math::Product(all),
    }
}

/// The function of its arguments, as a value where all of them are.
fn worked_out(name: &'static str, arguments: Vec<Math>) -> Option<Math> {
    let mut values = Vec::new();
    let mut units = Vec::new();
    for argument in &arguments {
        units.push(argument.unit()?);
        match argument {
            Math::Value(value, _) => values.push(*value),
            _ => {
                let all_numbers = arguments.iter().all(|it| it.unit() == Some(Unit::Number));
                return all_numbers.then_some(Math::Function(name, arguments));
            }
        }
    }
    let first = units[0];
    let is_trigonometric = matches!(name, "sin" | "cos" | "tan");
    if !units.iter().all(|unit| *unit == first)
        || (is_trigonometric && first == Unit::Percentage)
        || (matches!(
            name,
            "asin" | "acos" | "atan" | "pow" | "sqrt" | "log" | "exp"
        ) && first != Unit::Number)
    {
        return None;
    }
    let radians = match first {
        Unit::Angle => values[0].to_radians(),
        _ => values[0],
    };
    let one = values[0];
    let other = values.get(1).copied();
    let (value, unit) = match name {
        "min" => (values.iter().copied().fold(f64::INFINITY, f64::min), first),
        "max" => (
            values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            first,
        ),
        "clamp" => (values[0].max(values[1].min(values[2])), first),
        "round" => {
            let step = other.unwrap_or(1.0);
            ((one / step + 0.5).floor() * step, first)
        }
        "mod" => {
            let by = other?;
            (one - by * (one / by).floor(), first)
        }
        "rem" => (one % other?, first),
        "sin" => (radians.sin(), Unit::Number),
        "cos" => (radians.cos(), Unit::Number),
        "tan" => (radians.tan(), Unit::Number),
        "asin" => (one.asin().to_degrees(), Unit::Angle),
        "acos" => (one.acos().to_degrees(), Unit::Angle),
        "atan" => (one.atan().to_degrees(), Unit::Angle),
        "atan2" => (one.atan2(other?).to_degrees(), Unit::Angle),
        "pow" => (one.powf(other?), first),
        "sqrt" => (one.sqrt(), first),
        "hypot" => (values.iter().map(|it| it * it).sum::<f64>().sqrt(), first),
        "log" => (other.map_or(one.ln(), |base| one.ln() / base.ln()), first),
        "exp" => (one.exp(), first),
        "abs" => (one.abs(), first),
        "sign" if one == 0.0 => (0.0, Unit::Number),
        "sign" => (one.signum(), Unit::Number),
        _ => return None,
    };
    Some(Math::Value(value, unit))
}
