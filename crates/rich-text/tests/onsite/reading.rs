//! The look of HTML on the page: for each character, its formats; for each line, its block formats.

use std::collections::BTreeMap;

use super::model::{Formats, IMAGE, Shown};
use crate::support::dom::{Dom, Element};

/// The declarations of each class of a sheet.
type Classes = BTreeMap<String, String>;

/// Lines of blocks.
pub(crate) fn lines(children: &[Dom], css: Option<&str>) -> Vec<Shown> {
    let classes = classes(css);
    let mut lines = Vec::new();
    for child in children {
        if let Dom::Element(element) = child {
            block(element, Place::default(), &classes, &mut lines);
        }
    }
    lines
}

/// Lines inside another line.
pub(crate) fn one_line(children: &[Dom], css: Option<&str>) -> Vec<Vec<(char, Formats)>> {
    let classes = classes(css);
    children
        .split(|child| matches!(child, Dom::Element(element) if element.tag == "br"))
        .map(|line| {
            let mut characters = Vec::new();
            inline(line, &Formats::new(), &classes, &mut characters);
            characters
        })
        .collect()
}

fn classes(css: Option<&str>) -> Classes {
    css.unwrap_or_default()
        .split('}')
        .filter_map(|rule| {
            let (selector, declarations) = rule.split_once('{')?;
            let class = selector.rsplit_once('.')?.1;
            Some((class.to_owned(), declarations.to_owned()))
        })
        .collect()
}

/// The position of a list.
#[derive(Clone, Default)]
struct Place {
    depth: usize,
    /// The direction of the surroundings.
    direction: Option<String>,
}

fn block(element: &Element, place: Place, classes: &Classes, lines: &mut Vec<Shown>) {
    let is_list = |child: &Dom| matches!(child, Dom::Element(element) if element.tag == "ul" || element.tag == "ol");
    match element.tag.as_str() {
        "ul" | "ol" => {
            let own = element.attribute("dir").map(str::to_owned);
            let inner = Place {
                depth: place.depth + 1,
                direction: own.or(place.direction),
            };
            let mut looks = Formats::new();
            look(element, classes, &mut looks);
            // Browser defaults differ below the first level.
            let style = match (looks.get("list"), element.tag.as_str()) {
                (Some(style), _) => style.as_str(),
                (None, _) if place.depth > 0 => "unset",
                (None, "ol") => "decimal",
                (None, _) => "disc",
            };
            let start = element.attribute("start").unwrap_or("1");
            let mut number: i64 = start.parse().unwrap();
            for child in &element.children {
                let Dom::Element(item) = child else { continue };
                let own = item.children.iter().position(is_list);
                let (words, nested) = item.children.split_at(own.unwrap_or(item.children.len()));
                // Every item has at least a line break; an item without one is a placeholder for a missing level.
                if !words.is_empty() {
                    let mut line = line(item, words, classes);
                    line.kind = element.tag.clone();
                    line.depth = inner.depth;
                    line.marker = match element.tag.as_str() {
                        "ol" => format!("{number} {style}"),
                        _ => style.to_owned(),
                    };
                    let said = line.block.remove("direction");
                    let is_right_to_left = inner.direction.as_deref() == Some("rtl");
                    assert!(said.is_none() || is_right_to_left, "{element:?}");
                    if is_right_to_left {
                        line.block.insert("direction", "rtl".to_owned());
                    }
                    lines.push(line);
                }
                number += 1;
                for list in nested {
                    if let Dom::Element(list) = list {
                        block(list, inner.clone(), classes, lines);
                    }
                }
            }
        }
        "pre" => {
            let whole = line(element, &element.children, classes);
            let code = whole.characters.split(|(character, _)| *character == '\n');
            lines.extend(code.map(|characters| {
                let mut characters = characters.to_vec();
                for (_, formats) in &mut characters {
                    // The element of the block, not a format of the text.
                    formats.remove("code");
                }
                Shown {
                    characters,
                    ..whole.clone()
                }
            }));
        }
        _ => lines.push(line(element, &element.children, classes)),
    }
}

fn line(element: &Element, words: &[Dom], classes: &Classes) -> Shown {
    let mut line = Shown {
        kind: element.tag.clone(),
        ..Shown::default()
    };
    look(element, classes, &mut line.block);
    if let Some(list) = element.attribute("data-list") {
        line.block.insert("list", list.to_owned());
    }
    if let Some(direction) = element.attribute("dir") {
        line.block.insert("direction", direction.to_owned());
    }
    inline(words, &Formats::new(), classes, &mut line.characters);
    line
}

fn inline(children: &[Dom], around: &Formats, classes: &Classes, out: &mut Vec<(char, Formats)>) {
    for child in children {
        let element = match child {
            Dom::Text(text) => {
                out.extend(text.chars().map(|character| (character, around.clone())));
                continue;
            }
            Dom::Element(element) => element,
            Dom::Other(_) => continue,
        };
        let mut formats = around.clone();
        let attribute = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let format = match element.tag.as_str() {
            "strong" => Some(("bold", String::new())),
            "em" => Some(("italic", String::new())),
            "u" => Some(("underline", String::new())),
            "s" => Some(("strike", String::new())),
            "code" => Some(("code", String::new())),
            "sub" => Some(("script", "sub".to_owned())),
            "sup" => Some(("script", "super".to_owned())),
            "a" => Some(("link", attribute("href"))),
            "span" => element
                .attribute("data-v")
                .map(|name| ("token", name.to_owned())),
            _ => None,
        };
        formats.extend(format);
        look(element, classes, &mut formats);
        if element.tag == "img" {
            out.push((IMAGE, formats));
        } else {
            inline(&element.children, &formats, classes, out);
        }
    }
}

/// Reads the meaning of an element's classes and styles.
fn look(element: &Element, classes: &Classes, formats: &mut Formats) {
    const NAMES: [(&str, &str); 8] = [
        ("ql-list-", "list"),
        ("ql-bg-", "background"),
        ("ql-color-", "color"),
        ("ql-font-", "font"),
        ("ql-size-", "size"),
        ("ql-align-", "align"),
        ("ql-direction-", "direction"),
        ("ql-indent-", "indent"),
    ];
    for class in element.attribute("class").unwrap_or_default().split(' ') {
        for (prefix, name) in NAMES {
            match class.strip_prefix(prefix) {
                Some("inside") => formats.insert("marker", "inside".to_owned()),
                Some(value) => formats.insert(name, value.to_owned()),
                None => None,
            };
        }
        declarations(classes.get(class).map_or("", String::as_str), formats);
    }
    declarations(element.attribute("style").unwrap_or_default(), formats);
}

fn declarations(style: &str, formats: &mut Formats) {
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let value = value.trim();
        let (name, value) = match property.trim() {
            "background-color" => ("background", value),
            "color" => ("color", value),
            "font-family" => ("font", value),
            "font-size" => (
                "size",
                match value {
                    ".75em" => "small",
                    "1.5em" => "large",
                    "2.5em" => "huge",
                    pixels => pixels,
                },
            ),
            "text-align" => ("align", value),
            "list-style" if value.ends_with("inside") => ("marker", "inside"),
            "list-style" => ("list", value),
            "list-style-position" => ("marker", value),
            "direction" => ("direction", value),
            "padding-inline-start" => {
                let em: usize = value.trim_end_matches("em").parse().unwrap_or_default();
                formats.insert("indent", (em / 3).to_string());
                continue;
            }
            _ => continue,
        };
        formats.insert(name, value.to_owned());
    }
}
