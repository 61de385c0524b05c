//! Quill 2 Delta: reads it, and writes its HTML.
//!
//! A document is read once into [`Op`]s, split into lines, and written by one of three writers, which share the nesting
//! of inline formats: `quill`, `semantic` and `onsite`. Their output was measured on Quill 2.0.3 in Chromium, and
//! recorded in `fixtures/rich-text/quill.json`.

mod attributes;
mod form_line;
mod inline;
mod lines;
mod look;
mod numbering;
mod onsite;
mod quill;
mod quill_line;
mod read;
mod semantic;
mod styling;
mod table;
mod text;
mod value;

pub(crate) use attributes::Attributes;
use attributes::NO_ATTRIBUTES;
pub(crate) use read::DeltaSeed;

use std::borrow::Cow;

use lines::{Lines, Reading};

use crate::{Fault, Options, Output, Rendered, options::Addresses, style_sheet::StyleSheet};

/// A document: its inserts in order. Other ops say nothing about a document, and are left out.
#[derive(Clone, Debug, Default)]
pub struct Delta<'a> {
    ops: Vec<Op<'a>>,
}

/// One insert op.
#[derive(Clone, Debug)]
struct Op<'a> {
    /// Its place among the ops of the document.
    index: u32,
    insert: Insert<'a>,
    /// Boxed, because most ops have none, and ops move while they are read.
    attributes: Option<Box<Attributes<'a>>>,
    /// Whether its last line end and the first of the next op were written as one, CR and LF.
    shares_line_end: bool,
}

impl<'a> Op<'a> {
    fn attributes(&self) -> &Attributes<'a> {
        self.attributes.as_deref().unwrap_or(&NO_ATTRIBUTES)
    }
}

/// The content of an op.
#[derive(Clone, Debug)]
enum Insert<'a> {
    /// Text; only line feeds end a line.
    Text(Cow<'a, str>),
    /// A picture, with its address if it is a string.
    Image(Option<Cow<'a, str>>),
    /// A video between lines, with its address.
    Video(Cow<'a, str>),
}

impl Delta<'_> {
    /// The plain text, with each link's address after its words.
    pub(crate) fn words_with_addresses(&self) -> String {
        text::shown(&Lines::of(self, Reading::AsMeant), Addresses::Kept)
    }

    /// Renders the document; with a sheet, styling becomes its classes.
    pub(crate) fn render(
        &self,
        options: Options,
        sheet: Option<&mut StyleSheet>,
    ) -> Result<Rendered, Fault> {
        let reading = match options.output {
            Output::Onsite => Reading::AsMeant,
            Output::Quill | Output::QuillSemantic => Reading::AsQuill,
        };
        let lines = Lines::of(self, reading);
        match options.output {
            Output::Onsite => onsite::render(&lines, options, sheet),
            Output::Quill => quill::render(&lines, options.profile),
            Output::QuillSemantic => semantic::render(&lines, options.profile),
        }
    }
}
