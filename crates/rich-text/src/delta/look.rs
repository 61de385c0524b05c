//! The styling of text and lines: values of Quill's attributors, checked as Quill checks them, as classes or styles.

use std::borrow::Cow;

use super::{
    Attributes,
    attributes::{BlockLook, without_quotes},
};
use crate::{Fault, Profile, color};

/// The styling of a run, apart from its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look<'a> {
    pub(super) color: Option<Paint<'a>>,
    pub(super) background: Option<Paint<'a>>,
    pub(super) font: Option<&'static str>,
    pub(super) size: Option<&'static str>,
}

/// A color as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Paint<'a> {
    /// A CSS value.
    Style(Cow<'a, str>),
    /// The text after `ql-color-` or `ql-bg-`.
    Class(Cow<'a, str>),
    /// The value is not a color: the format exists, but is invisible.
    Nothing,
}

const FONTS: &[&str] = &["serif", "monospace"];
const SIZE_NAMES: &[&str] = &["small", "large", "huge"];
const SIZES: &[&str] = &["10px", "18px", "32px"];

impl<'a> Look<'a> {
    /// The look of a run, as Quill takes its attributes.
    pub(super) fn of(
        attributes: &'a Attributes<'_>,
        op: u32,
        profile: Profile,
    ) -> Result<Self, Fault> {
        let paint = |value: &'a Option<Cow<'_, str>>, attribute| match value.as_deref() {
            None => Ok(None),
            Some(value) => paint(value, profile, op, attribute).map(Some),
        };
        Ok(Look {
            color: paint(&attributes.color, "color")?,
            background: paint(&attributes.background, "background")?,
            font: listed(&attributes.font, FONTS),
            size: listed(&attributes.size, sizes(profile)),
        })
    }

    /// The styling of a run in a form: like [`Look::of`], without what cannot be shown.
    pub(super) fn for_form(attributes: &'a Attributes<'_>, profile: Profile) -> Self {
        let paint = |value: &'a Option<Cow<'_, str>>| {
            let value = value.as_deref()?;
            match profile {
                Profile::Class => is_plain(value).then_some(Paint::Class(Cow::Borrowed(value))),
                Profile::Default | Profile::Style => color::css(value).map(Paint::Style),
            }
        };
        Look {
            color: paint(&attributes.color),
            background: paint(&attributes.background),
            font: listed(&attributes.font, FONTS),
            size: listed(&attributes.size, sizes(profile)),
        }
    }

    /// The styling of a run in a form's own sheet: sizes by name and in pixels, and valid colors.
    pub(super) fn for_sheet(attributes: &'a Attributes<'_>) -> Self {
        let paint = |value: &'a Option<Cow<'_, str>>| {
            let css = color::css(value.as_deref()?)?;
            Some(Paint::Style(css))
        };
        Look {
            color: paint(&attributes.color),
            background: paint(&attributes.background),
            font: listed(&attributes.font, FONTS),
            size: listed(&attributes.size, SIZE_NAMES).or(listed(&attributes.size, SIZES)),
        }
    }

    pub(super) fn is_none(&self) -> bool {
        *self == Look::default()
    }
}

fn paint<'a>(
    value: &'a str,
    profile: Profile,
    op: u32,
    attribute: &'static str,
) -> Result<Paint<'a>, Fault> {
    if profile == Profile::Class {
        if value.contains([' ', '\t', '\n', '\r', '\x0c']) {
            let op = op as usize;
            return Err(Fault::SpaceInClass { op, attribute });
        }
        return Ok(Paint::Class(Cow::Borrowed(value)));
    }
    Ok(color::css(value).map_or(Paint::Nothing, Paint::Style))
}

fn sizes(profile: Profile) -> &'static [&'static str] {
    match profile {
        Profile::Style => SIZES,
        Profile::Default | Profile::Class => SIZE_NAMES,
    }
}

/// Whether a value can be part of a class's name in a form: plain characters, and few.
fn is_plain(value: &str) -> bool {
    const LONGEST: usize = 40;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_#.".contains(&byte);
    value.len() <= LONGEST && value.bytes().all(is_plain)
}

fn listed(value: &Option<Cow<'_, str>>, list: &[&'static str]) -> Option<&'static str> {
    let value = without_quotes(value.as_deref()?);
    list.iter().copied().find(|listed| *listed == value)
}

/// Writes ` class="…"`: the look of a run, tokens in order.
pub(super) fn push_inline_class(out: &mut String, look: &Look<'_>, profile: Profile) {
    let mut tokens = Tokens::begin(out);
    if let Some(Paint::Class(value)) = &look.background {
        tokens.push("ql-bg-", value);
    }
    if let Some(Paint::Class(value)) = &look.color {
        tokens.push("ql-color-", value);
    }
    if profile != Profile::Style {
        if let Some(font) = look.font {
            tokens.push("ql-font-", font);
        }
        if let Some(size) = look.size {
            tokens.push("ql-size-", size);
        }
    }
    tokens.end();
}

/// Writes ` style="…"`: the look of a run, declarations in order.
pub(super) fn push_inline_style(out: &mut String, look: &Look<'_>, profile: Profile) {
    let mut style = Style::begin(out);
    if let Some(Paint::Style(value)) = &look.background {
        style.push("background-color", value);
    }
    if let Some(Paint::Style(value)) = &look.color {
        style.push("color", value);
    }
    if profile == Profile::Style {
        if let Some(font) = look.font {
            style.push("font-family", font);
        }
        if let Some(size) = look.size {
            style.push("font-size", size);
        }
    }
    style.end();
}

/// Writes ` class="…"` of a line; `own` is the element's own class.
pub(super) fn push_block_class(
    out: &mut String,
    block: BlockLook,
    profile: Profile,
    own: Option<&str>,
) {
    const INDENTS: [&str; 9] = ["", "1", "2", "3", "4", "5", "6", "7", "8"];
    // Classes are sorted: `ql-align-`, `ql-code-block`, `ql-direction-`, `ql-indent-`, `ql-video`.
    let own_comes_early = own.is_some_and(|own| own < "ql-direction");
    let is_class = profile != Profile::Style;
    let mut tokens = Tokens::begin(out);
    if let Some(align) = block.align
        && is_class
    {
        tokens.push("ql-align-", align.name());
    }
    if let Some(own) = own
        && own_comes_early
    {
        tokens.push(own, "");
    }
    if block.is_right_to_left && is_class {
        tokens.push("ql-direction-", "rtl");
    }
    if block.indent > 0 {
        tokens.push("ql-indent-", INDENTS[usize::from(block.indent.min(8))]);
    }
    if let Some(own) = own
        && !own_comes_early
    {
        tokens.push(own, "");
    }
    tokens.end();
}

/// Writes ` style="…"` of a line.
pub(super) fn push_block_style(out: &mut String, block: BlockLook, profile: Profile) {
    if profile != Profile::Style {
        return;
    }
    let mut style = Style::begin(out);
    if block.is_right_to_left {
        style.push("direction", "rtl");
    }
    if let Some(align) = block.align {
        style.push("text-align", align.name());
    }
    style.end();
}

/// An attribute `class` that is being written; nothing is written for no token.
struct Tokens<'o> {
    out: &'o mut String,
    is_empty: bool,
}

impl<'o> Tokens<'o> {
    fn begin(out: &'o mut String) -> Self {
        Tokens {
            out,
            is_empty: true,
        }
    }

    fn push(&mut self, prefix: &str, value: &str) {
        self.out
            .push_str(if self.is_empty { r#" class=""# } else { " " });
        self.is_empty = false;
        self.out.push_str(prefix);
        crate::escape::push_inner_attribute(self.out, value);
    }

    fn end(self) {
        if !self.is_empty {
            self.out.push('"');
        }
    }
}

/// An attribute `style` that is being written; nothing is written for no declaration.
struct Style<'o> {
    out: &'o mut String,
    is_empty: bool,
}

impl<'o> Style<'o> {
    fn begin(out: &'o mut String) -> Self {
        Style {
            out,
            is_empty: true,
        }
    }

    fn push(&mut self, property: &str, value: &str) {
        self.out
            .push_str(if self.is_empty { r#" style=""# } else { " " });
        self.is_empty = false;
        self.out.push_str(property);
        self.out.push_str(": ");
        crate::escape::push_inner_attribute(self.out, value);
        self.out.push(';');
    }

    fn end(self) {
        if !self.is_empty {
            self.out.push('"');
        }
    }
}
