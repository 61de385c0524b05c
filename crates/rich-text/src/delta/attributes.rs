//! The attributes of an op: inline formats, block formats, and attributes of images.

use std::borrow::Cow;

use super::value::Value;

/// The attributes of an op that Quill knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes<'a> {
    pub(super) marks: Marks,
    pub(super) link: Option<Cow<'a, str>>,
    pub(super) color: Option<Cow<'a, str>>,
    pub(super) background: Option<Cow<'a, str>>,
    pub(super) font: Option<Cow<'a, str>>,
    pub(super) size: Option<Cow<'a, str>>,
    /// Kind of the line, where this op ends one.
    pub(super) line: LineKind<'a>,
    pub(super) block: BlockLook,
    pub(super) alt: Option<Cow<'a, str>>,
    pub(super) width: Option<Cow<'a, str>>,
    pub(super) height: Option<Cow<'a, str>>,
    /// An attribute that Quill knows as a leaf of its tree, and cannot put around text.
    pub(super) leaf: Option<&'static str>,
}

/// The attributes of an op that has none.
pub(super) static NO_ATTRIBUTES: Attributes<'static> = Attributes {
    marks: Marks(0),
    link: None,
    color: None,
    background: None,
    font: None,
    size: None,
    line: LineKind::Paragraph,
    block: BlockLook {
        align: None,
        is_right_to_left: false,
        indent: 0,
    },
    alt: None,
    width: None,
    height: None,
    leaf: None,
};

/// Formats that are on or off, a bit each, outermost first: Quill nests them in this order, whatever was set first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    pub(super) const CODE: Marks = Marks(1);
    pub(super) const SUB: Marks = Marks(2);
    pub(super) const SUP: Marks = Marks(4);
    pub(super) const BOLD: Marks = Marks(8);
    pub(super) const ITALIC: Marks = Marks(16);
    pub(super) const STRIKE: Marks = Marks(32);
    pub(super) const UNDERLINE: Marks = Marks(64);

    pub(super) fn has(self, mark: Marks) -> bool {
        self.0 & mark.0 != 0
    }

    fn set(&mut self, mark: Marks, is_set: bool) {
        self.0 = if is_set {
            self.0 | mark.0
        } else {
            self.0 & !mark.0
        };
    }
}

/// The type of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum LineKind<'a> {
    #[default]
    Paragraph,
    /// A heading, 1..=6.
    Header(u8),
    Blockquote,
    List(ListType),
    /// A line of code, with its language if given.
    CodeBlock(Option<Cow<'a, str>>),
    /// A cell of a table, with the name of its row.
    TableCell(Cow<'a, str>),
}

/// The type of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListType {
    Ordered,
    Bullet,
    Checked,
    Unchecked,
}

impl ListType {
    pub(super) fn name(self) -> &'static str {
        match self {
            ListType::Ordered => "ordered",
            ListType::Bullet => "bullet",
            ListType::Checked => "checked",
            ListType::Unchecked => "unchecked",
        }
    }

    pub(super) fn tag(self) -> &'static str {
        match self {
            ListType::Ordered => "ol",
            _ => "ul",
        }
    }

    /// Whether items of both types may be in one list.
    pub(super) fn shares_list_with(self, other: ListType) -> bool {
        self == other || (self.is_checkable() && other.is_checkable())
    }

    fn is_checkable(self) -> bool {
        matches!(self, ListType::Checked | ListType::Unchecked)
    }
}

/// Alignment, direction and indent of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BlockLook {
    pub(super) align: Option<Align>,
    pub(super) is_right_to_left: bool,
    /// The indent, 0..=8.
    pub(super) indent: u8,
}

/// The alignment, if it is not the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Right,
    Center,
    Justify,
}

impl Align {
    pub(super) fn name(self) -> &'static str {
        match self {
            Align::Right => "right",
            Align::Center => "center",
            Align::Justify => "justify",
        }
    }
}

impl<'a> Attributes<'a> {
    /// Takes one attribute in; an unknown one says nothing.
    pub(super) fn set(&mut self, name: &str, value: Value<'a>) {
        match name {
            "bold" => self.marks.set(Marks::BOLD, value.is_truthy()),
            "italic" => self.marks.set(Marks::ITALIC, value.is_truthy()),
            "strike" => self.marks.set(Marks::STRIKE, value.is_truthy()),
            "underline" => self.marks.set(Marks::UNDERLINE, value.is_truthy()),
            "code" => self.marks.set(Marks::CODE, value.is_truthy()),
            "script" => {
                let is_super = is_super(&value);
                self.marks.set(Marks::SUP, is_super);
                self.marks.set(Marks::SUB, !is_super && value.is_truthy());
            }
            "link" => self.link = value.into_text(),
            "color" => self.color = value.into_text(),
            "background" => self.background = value.into_text(),
            "font" => self.font = value.into_text(),
            "size" => self.size = value.into_text(),
            "header" | "blockquote" | "list" | "code-block" | "table" => self.set_line(name, value),
            "align" => self.block.align = align(&value),
            "direction" => {
                self.block.is_right_to_left = matches!(&value, Value::Text(text) if text == "rtl");
            }
            "indent" => self.block.indent = indent(&value),
            "alt" => self.alt = value.into_text(),
            "width" => self.width = value.into_text(),
            "height" => self.height = value.into_text(),
            _ => {
                let leaf = LEAVES.iter().find(|leaf| **leaf == name);
                if value.is_truthy() && leaf.is_some() {
                    self.leaf = leaf.copied();
                }
            }
        }
    }

    /// Bytes of the values that are written unchanged.
    pub(super) fn bytes(&self) -> usize {
        let of_line = match &self.line {
            LineKind::CodeBlock(language) => language.as_deref(),
            LineKind::TableCell(row) => Some(&**row),
            _ => None,
        };
        [
            &self.link,
            &self.color,
            &self.background,
            &self.font,
            &self.size,
            &self.alt,
            &self.width,
            &self.height,
        ]
        .into_iter()
        .map(Option::as_deref)
        .chain([of_line])
        .flatten()
        .map(str::len)
        .sum()
    }

    /// The last of several kinds is the line's.
    fn set_line(&mut self, name: &str, value: Value<'a>) {
        if !value.is_truthy() {
            return;
        }
        self.line = match name {
            "header" => header(&value),
            "blockquote" => LineKind::Blockquote,
            "list" => LineKind::List(list_type(&value)),
            "table" => LineKind::TableCell(value.into_text().unwrap_or_default()),
            _ => LineKind::CodeBlock(match value {
                Value::Text(language) => Some(language),
                _ => None,
            }),
        };
    }
}

/// Leaves of Quill's tree.
const LEAVES: [&str; 5] = ["text", "cursor", "break", "image", "formula"];

/// Quill's name, the name of the tag, or its position in Quill's list of tags.
fn is_super(value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => *text == "super" || *text == "2" || text.eq_ignore_ascii_case("sup"),
        Value::Number(number) => *number == 2.0,
        _ => false,
    }
}

/// The level of a heading: a number, its digits, or the name of its tag. Any other number means a paragraph.
fn header<'a>(value: &Value<'_>) -> LineKind<'a> {
    let level = match value {
        Value::Number(number) => *number,
        Value::Text(text) => match text.as_bytes() {
            [b'h' | b'H', level @ b'1'..=b'6'] => f64::from(level - b'0'),
            _ => match text.parse::<i64>() {
                Ok(number) if number.to_string() == **text => number as f64,
                _ => 1.0,
            },
        },
        _ => 1.0,
    };
    match level {
        1.0 => LineKind::Header(1),
        2.0 => LineKind::Header(2),
        3.0 => LineKind::Header(3),
        4.0 => LineKind::Header(4),
        5.0 => LineKind::Header(5),
        6.0 => LineKind::Header(6),
        _ => LineKind::Paragraph,
    }
}

fn list_type(value: &Value<'_>) -> ListType {
    match value {
        Value::Text(text) => match &**text {
            "ordered" => ListType::Ordered,
            "checked" => ListType::Checked,
            "unchecked" => ListType::Unchecked,
            _ => ListType::Bullet,
        },
        _ => ListType::Bullet,
    }
}

fn align(value: &Value<'_>) -> Option<Align> {
    let Value::Text(text) = value else {
        return None;
    };
    match without_quotes(text).as_ref() {
        "right" => Some(Align::Right),
        "center" => Some(Align::Center),
        "justify" => Some(Align::Justify),
        _ => None,
    }
}

fn indent(value: &Value<'_>) -> u8 {
    match value {
        Value::Number(number) if (1.0..=8.0).contains(number) && number.fract() == 0.0 => {
            *number as u8
        }
        Value::Text(text) if text == "+1" => 1,
        _ => 0,
    }
}

/// Quill takes quotation marks out of a value before it looks it up in its list.
pub(super) fn without_quotes<'a>(text: &'a str) -> Cow<'a, str> {
    if text.contains(['"', '\'']) {
        Cow::Owned(text.replace(['"', '\''], ""))
    } else {
        Cow::Borrowed(text)
    }
}
