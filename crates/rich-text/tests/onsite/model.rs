//! The expected look of a random document: for each character, its formats; for each line, its block formats.

use std::collections::BTreeMap;

use rich_text::{Layout, Profile};
use serde_json::{Map, Value};

use super::{
    Way,
    deltas::{COLORS, Content, Document, LINKS, Line, Piece},
};

/// The placeholder for a picture.
pub(crate) const IMAGE: char = '\u{10fffd}';

/// Formats by name, with their values.
pub(crate) type Formats = BTreeMap<&'static str, String>;

/// A visible line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The element, or the type of list.
    pub(crate) kind: String,
    /// How many lists it is nested in.
    pub(crate) depth: usize,
    /// The marker of an item: a number and its style, or a dot.
    pub(crate) marker: String,
    /// Alignment, direction, indent, check mark.
    pub(crate) block: Formats,
    /// Its characters with their formats.
    pub(crate) characters: Vec<(char, Formats)>,
}

/// The document without a byte order mark at its start, which is not part of it.
pub(crate) fn without_mark(mut document: Document) -> Document {
    let is_mark = |piece: &Piece| matches!(piece.content, Content::Text("\u{feff}"));
    if let Some(first) = document.lines.first_mut().filter(|line| !line.is_video)
        && first.pieces.first().is_some_and(is_mark)
    {
        first.pieces.remove(0);
    }
    document
}

/// The lines of a document as blocks.
pub(crate) fn lines(document: &Document, way: Way) -> Vec<Shown> {
    let mut counters = [0_u32; 9];
    let mut shown: Vec<Shown> = ended(document)
        .iter()
        .filter(|(line, _)| !line.is_video)
        .map(|(line, block)| {
            let mut shown = shown(line, block, way);
            count(&mut counters, &mut shown);
            shown
        })
        .collect();
    if is_empty(document) {
        shown = vec![Shown {
            kind: "p".to_owned(),
            ..Shown::default()
        }];
    }
    shown
}

/// Numbers a line as Quill's own sheet does.
fn count(counters: &mut [u32; 9], line: &mut Shown) {
    match line.kind.as_str() {
        "blockquote" | "pre" => {}
        "ol" | "ul" => {
            let level = line.depth - 1;
            counters[level + 1..].fill(0);
            line.marker = if line.kind == "ol" {
                counters[level] += 1;
                let style = ["decimal", "lower-alpha", "lower-roman"][level % 3];
                format!("{} {style}", counters[level])
            } else {
                "disc".to_owned()
            };
        }
        _ => counters.fill(0),
    }
}

/// The lines of a document inside another line.
pub(crate) fn one_line(document: &Document, way: Way, layout: Layout) -> Vec<Vec<(char, Formats)>> {
    let mut lines: Vec<_> = ended(document)
        .iter()
        .map(|(line, block)| {
            let mut characters = shown(line, block, way).characters;
            if layout == Layout::Label {
                for (_, formats) in &mut characters {
                    formats.remove("link");
                }
            }
            characters
        })
        .collect();
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    lines
}

/// The plain text of a document.
pub(crate) fn text(document: &Document) -> String {
    let lines: Vec<String> = ended(document)
        .iter()
        .map(|(line, _)| {
            line.pieces
                .iter()
                .map(|piece| match piece.content {
                    Content::Text(text) => text,
                    Content::Token(_, _, default, _) => default,
                    Content::Image(..) => "",
                })
                .collect()
        })
        .collect();
    lines.join("\n")
}

/// The lines with their block formats; a last line without an end has none, and exists only if it has content.
fn ended(document: &Document) -> Vec<(&Line, Map<String, Value>)> {
    let last = document.lines.len().saturating_sub(1);
    let lines = document.lines.iter().enumerate();
    lines
        .filter_map(|(index, line)| {
            let is_open = document.is_open && index == last && !line.is_video;
            match is_open {
                false => Some((line, line.block.clone())),
                true => (!line.pieces.is_empty()).then(|| (line, Map::new())),
            }
        })
        .collect()
}

fn is_empty(document: &Document) -> bool {
    ended(document).is_empty()
}

fn shown(line: &Line, block: &Map<String, Value>, way: Way) -> Shown {
    let text = |name: &str| block.get(name).and_then(Value::as_str);
    let number = |name: &str| block.get(name).and_then(Value::as_u64);
    let indent = number("indent").filter(|indent| (1..=8).contains(indent));
    let mut shown = Shown::default();
    let is_code = block.contains_key("code-block");
    shown.kind = match (number("header"), text("list")) {
        (Some(level), _) => format!("h{level}"),
        (_, Some("ordered")) => "ol".to_owned(),
        (_, Some(_)) => "ul".to_owned(),
        _ if is_code => "pre".to_owned(),
        _ if block.contains_key("blockquote") => "blockquote".to_owned(),
        _ => "p".to_owned(),
    };
    match (text("list"), indent) {
        (Some(list), indent) => {
            shown.depth = indent.unwrap_or(0) as usize + 1;
            if list.ends_with("checked") {
                shown.block.insert("list", list.to_owned());
            }
        }
        (None, Some(indent)) => {
            shown.block.insert("indent", indent.to_string());
        }
        (None, None) => {}
    }
    if let Some(align) = text("align").filter(|align| *align != "left") {
        shown.block.insert("align", align.to_owned());
    }
    if text("direction").is_some() {
        shown.block.insert("direction", "rtl".to_owned());
    }
    let is_at_edge = match text("align") {
        Some("center") => false,
        Some("right") => text("direction").is_some(),
        _ => true,
    };
    if shown.depth > 0 && !is_at_edge {
        shown.block.insert("marker", "inside".to_owned());
    }
    for piece in &line.pieces {
        push(&mut shown.characters, piece, is_code, way);
    }
    shown
}

fn push(characters: &mut Vec<(char, Formats)>, piece: &Piece, is_code: bool, way: Way) {
    let mut formats = if is_code {
        Formats::new()
    } else {
        formats(&piece.attributes, way)
    };
    match piece.content {
        Content::Text(text) => characters.extend(
            text.replace('\0', "\u{fffd}")
                .chars()
                .map(|character| (character, formats.clone())),
        ),
        Content::Token(_, name, default, _) => {
            formats.insert("token", name.to_owned());
            characters.extend(
                default
                    .chars()
                    .map(|character| (character, formats.clone())),
            );
        }
        Content::Image(_, is_shown) => {
            if is_shown && !is_code {
                characters.push((IMAGE, formats));
            }
        }
    }
}

fn formats(attributes: &Map<String, Value>, way: Way) -> Formats {
    let text = |name: &str| attributes.get(name).and_then(Value::as_str);
    let mut formats = Formats::new();
    for mark in ["bold", "italic", "underline", "strike", "code"] {
        if attributes.contains_key(mark) {
            formats.insert(mark, String::new());
        }
    }
    let mut set = |name: &'static str, value: Option<String>| {
        if let Some(value) = value {
            formats.insert(name, value);
        }
    };
    set("script", text("script").map(str::to_owned));
    let href = |address: &str| LINKS.iter().find(|(raw, _)| *raw == address)?.1;
    set("link", text("link").and_then(href).map(str::to_owned));
    set("color", text("color").and_then(|value| color(value, way)));
    set(
        "background",
        text("background").and_then(|value| color(value, way)),
    );
    let font = text("font").filter(|font| *font != "Arial");
    set("font", font.map(str::to_owned));
    let is_size = |size: &&str| {
        let is_name = !size.ends_with("px");
        let is_pixels = matches!(*size, "10px" | "18px" | "32px");
        match way {
            Way::Profile(Profile::Style) => is_pixels,
            Way::Profile(_) => is_name,
            Way::Sheet => is_name || is_pixels,
        }
    };
    set("size", text("size").filter(is_size).map(str::to_owned));
    formats
}

fn color(value: &str, way: Way) -> Option<String> {
    if way == Way::Profile(Profile::Class) {
        let is_plain = value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_#.".contains(&byte));
        return is_plain.then(|| value.to_owned());
    }
    let (_, written) = COLORS.iter().find(|(raw, _)| *raw == value)?;
    written.map(str::to_owned)
}
