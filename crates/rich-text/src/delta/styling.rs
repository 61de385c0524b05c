//! How looks leave in what a form ships: in the way of a profile, or as classes of a sheet.

use super::{
    Attributes,
    attributes::{Align, BlockLook},
    look::{self, Look, Paint},
};
use crate::{Profile, style_sheet::StyleSheet};

/// Where looks go.
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
    /// The look of a run.
    pub(super) fn look<'a>(&self, attributes: &'a Attributes<'_>) -> Look<'a> {
        match self {
            Styling::Sheet(_) => Look::for_sheet(attributes),
            Styling::Profile(profile) => Look::for_form(attributes, *profile),
        }
    }

    /// Writes the look of a run.
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

    /// Writes how a line stands; `nests` says that its indent is shown by lists in lists.
    pub(super) fn write_block(&mut self, mut block: BlockLook, nests: bool) -> Written {
        if nests {
            block.indent = 0;
        }
        let mut written = Written::default();
        match self {
            Styling::Profile(profile) => {
                look::push_block_class(&mut written.class, block, *profile, None);
                look::push_block_style(&mut written.style, block, *profile);
            }
            Styling::Sheet(sheet) => {
                let mut declarations = Vec::new();
                if let Some(align) = block.align {
                    let align = match align {
                        Align::Right => "right",
                        Align::Center => "center",
                        Align::Justify => "justify",
                    };
                    declarations.push(format!("text-align:{align}"));
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

    /// Writes the look of a list's item that stands for a missing level: it has no mark of its own.
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

fn class(sheet: &mut StyleSheet, declarations: &[String]) -> String {
    if declarations.is_empty() {
        return String::new();
    }
    format!(r#" class="{}""#, sheet.class(&declarations.join(";")))
}

/// Quill's sizes by name, as its own sheet has them.
fn font_size(size: &'static str) -> &'static str {
    match size {
        "small" => ".75em",
        "large" => "1.5em",
        "huge" => "2.5em",
        pixels => pixels,
    }
}
