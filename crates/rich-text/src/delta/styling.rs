//! How a form's text gets its styling: with a profile, or with classes of a sheet.

use super::{
    Attributes,
    attributes::{Align, BlockLook, ListType},
    look::{self, Look, Paint},
};
use crate::{Profile, style_sheet::StyleSheet};

/// Where styling is written.
#[derive(Debug)]
pub(super) enum Styling<'s> {
    /// Into the markup.
    Profile(Profile),
    /// Into a sheet, because a page's policy may forbid styles in markup.
    Sheet(&'s mut StyleSheet),
}

/// Attributes of an element: ` class="…"` and ` style="…"`, each written or empty.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) class: String,
    pub(super) style: String,
}

impl Styling<'_> {
    /// The styling of a run.
    pub(super) fn look<'a>(&self, attributes: &'a Attributes<'_>) -> Look<'a> {
        match self {
            Styling::Sheet(_) => Look::for_sheet(attributes),
            Styling::Profile(profile) => Look::for_form(attributes, *profile),
        }
    }

    /// Writes the styling of a run.
    pub(super) fn write_look(&mut self, look: &Look<'_>) -> Written {
        let mut written = Written::default();
        if look.is_none() {
            return written;
        }
        match self {
            Styling::Profile(profile) => {
                look::push_inline_class(&mut written.class, look, *profile);
                look::push_inline_style(&mut written.style, look, *profile);
            }
            Styling::Sheet(sheet) => {
                let mut declarations = Vec::new();
                if let Some(Paint::Style(color)) = &look.background {
                    declarations.push(format!("background-color:{color}"));
                }
                if let Some(Paint::Style(color)) = &look.color {
                    declarations.push(format!("color:{color}"));
                }
                if let Some(font) = look.font {
                    declarations.push(format!("font-family:{font}"));
                }
                if let Some(size) = look.size {
                    declarations.push(format!("font-size:{}", font_size(size)));
                }
                written.class = class(sheet, &declarations);
            }
        }
        written
    }

    /// Writes the alignment, direction and indent of a line.
    pub(super) fn write_block(&mut self, block: BlockLook) -> Written {
        let mut written = Written::default();
        match self {
            Styling::Profile(profile) => {
                look::push_block_class(&mut written.class, block, *profile, None);
                look::push_block_style(&mut written.style, block, *profile);
            }
            Styling::Sheet(sheet) => {
                let mut declarations = alignment(block);
                if block.is_right_to_left {
                    // In light DOM the attribute alone loses against the rules that keep a page's styles out.
                    declarations.push("direction:rtl".to_owned());
                }
                if block.indent > 0 {
                    // Quill's own step.
                    let indent = 3 * u32::from(block.indent);
                    declarations.push(format!("padding-inline-start:{indent}em"));
                }
                written.class = class(sheet, &declarations);
                if block.is_right_to_left {
                    written.class.push_str(r#" dir="rtl""#);
                }
            }
        }
        written
    }

    /// Writes the alignment of an item: nested lists show its indent, and its list has its direction. If its words do
    /// not begin at the edge, its marker is in the line with them.
    pub(super) fn write_item(&mut self, mut block: BlockLook, list_type: ListType) -> Written {
        block.indent = 0;
        let begins_inside = match block.align {
            Some(Align::Center) => true,
            Some(Align::Right) => !block.is_right_to_left,
            Some(Align::Justify) | None => false,
        };
        let own = begins_inside.then_some(match list_type {
            // Browsers put a whole letter's height between a dot and the words beside it, but nothing behind a text.
            ListType::Bullet => ("list-style", "'\u{2022} ' inside"),
            _ => ("list-style-position", "inside"),
        });
        let mut written = Written::default();
        match self {
            Styling::Profile(profile) => {
                let is_class = *profile == Profile::Class;
                let class = own.filter(|_| is_class).map(|_| "ql-list-inside");
                look::push_block_class(&mut written.class, block, *profile, class);
                look::push_block_style(&mut written.style, block, *profile);
                if let Some((property, value)) = own.filter(|_| !is_class) {
                    add_declaration(&mut written.style, &format!("{property}: {value};"));
                }
            }
            Styling::Sheet(sheet) => {
                let mut declarations = alignment(block);
                declarations.extend(own.map(|(property, value)| format!("{property}:{value}")));
                written.class = class(sheet, &declarations);
            }
        }
        written
    }

    /// Writes the marker of a list's items if it differs from the browser's default, and the direction if it differs
    /// from that of the surroundings. A marker that the surrounding item sets does not reach them.
    pub(super) fn write_list(&mut self, marker: Option<&str>, direction: Option<&str>) -> Written {
        let mut written = Written::default();
        match self {
            Styling::Profile(Profile::Class) => {
                let class = |marker| format!(r#" class="ql-list-{marker}""#);
                written.class = marker.map(class).unwrap_or_default();
            }
            Styling::Profile(_) => {
                let style = |marker| format!(r#" style="list-style: {marker};""#);
                written.style = marker.map(style).unwrap_or_default();
            }
            Styling::Sheet(sheet) => {
                let marker = marker.map(|marker| format!("list-style:{marker}"));
                let direction = direction.map(|direction| format!("direction:{direction}"));
                let declarations: Vec<_> = marker.into_iter().chain(direction).collect();
                written.class = class(sheet, &declarations);
            }
        }
        if let Some(direction) = direction {
            written.class.push_str(&format!(r#" dir="{direction}""#));
        }
        written
    }

    /// Writes the styling of a list item for a missing level: it has no marker.
    pub(super) fn write_missing_level(&mut self) -> Written {
        let mut written = Written::default();
        match self {
            Styling::Profile(Profile::Class) => written.class = r#" class="ql-list-none""#.into(),
            Styling::Profile(_) => written.style = r#" style="list-style-type: none;""#.into(),
            Styling::Sheet(sheet) => {
                written.class = class(sheet, &["list-style-type:none".to_owned()]);
            }
        }
        written
    }
}

fn alignment(block: BlockLook) -> Vec<String> {
    let align = block
        .align
        .map(|align| format!("text-align:{}", align.name()));
    align.into_iter().collect()
}

/// Puts a declaration before those of a `style` attribute, or creates the attribute.
fn add_declaration(style: &mut String, declaration: &str) {
    match style.strip_prefix(r#" style=""#) {
        Some(others) => *style = format!(r#" style="{declaration} {others}"#),
        None => *style = format!(r#" style="{declaration}""#),
    }
}

fn class(sheet: &mut StyleSheet, declarations: &[String]) -> String {
    if declarations.is_empty() {
        return String::new();
    }
    format!(r#" class="{}""#, sheet.class(&declarations.join(";")))
}

/// Quill's named sizes, as in its own sheet.
fn font_size(size: &'static str) -> &'static str {
    match size {
        "small" => ".75em",
        "large" => "1.5em",
        "huge" => "2.5em",
        pixels => pixels,
    }
}
