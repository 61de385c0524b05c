//! Quill 2 Delta: reading it, and the HTML that it becomes.
//!
//! A document is read once into [`Op`]s, cut into lines, and written by one of three writers, which share how inline
//! formats nest: `quill`, `semantic` and `onsite`.
//! What each writes was measured on Quill 2.0.3 in Chromium; `fixtures/rich-text/quill.json` is the record of it.

mod attributes;
mod form_line;
mod inline;
mod lines;
mod look;
mod onsite;
mod quill;
mod quill_line;
mod read;
mod semantic;
mod styling;
mod text;
mod value;

pub(crate) use attributes::Attributes;
use attributes::NO_ATTRIBUTES;
pub(crate) use read::DeltaSeed;

use std::borrow::Cow;

use crate::{Fault, Options, Output, Rendered, options::Addresses, style_sheet::StyleSheet};

/// A document: its inserts in order. Other ops say nothing about a document, and are left out.
#[derive(Clone, Debug, Default)]
pub struct Delta<'a> {
    ops: Vec<Op<'a>>,
}

/// One insert.
#[derive(Clone, Debug)]
struct Op<'a> {
    /// Its place among the ops of the document.
    index: u32,
    insert: Insert<'a>,
    /// Boxed, because most ops have none, and ops move while they are read.
    attributes: Option<Box<Attributes<'a>>>,
}

impl<'a> Op<'a> {
    fn attributes(&self) -> &Attributes<'a> {
        self.attributes.as_deref().unwrap_or(&NO_ATTRIBUTES)
    }
}

/// What an op inserts.
#[derive(Clone, Debug)]
enum Insert<'a> {
    /// Text; lines end with a line feed and nothing else.
    Text(Cow<'a, str>),
    /// A picture; its address, where it is a string.
    Image(Option<Cow<'a, str>>),
    /// A video, which stands between lines; its address.
    Video(Cow<'a, str>),
}

impl Delta<'_> {
    /// The words, each link's address behind its own.
    pub(crate) fn words_with_addresses(&self) -> String {
        text::shown(&lines::Lines::of(self), Addresses::Kept)
    }

    /// Renders the document; with a sheet, looks become classes of it.
    pub(crate) fn render(
        &self,
        options: Options,
        sheet: Option<&mut StyleSheet>,
    ) -> Result<Rendered, Fault> {
        let lines = lines::Lines::of(self);
        match options.output {
            Output::Onsite => onsite::render(&lines, options, sheet),
            Output::Quill => quill::render(&lines, options.profile),
            Output::QuillSemantic => semantic::render(&lines, options.profile),
        }
    }
}
