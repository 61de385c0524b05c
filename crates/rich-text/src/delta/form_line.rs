//! The inside of a line, as a form ships it.

use std::borrow::Cow;

use super::{
    inline::{self, Chain, Tag},
    lines::{Run, RunContent},
    styling::Styling,
    text::{OBJECT, line_text},
};
use crate::{
    Layout, Note,
    escape::push_html,
    image, link,
    token::{self, Token},
};

/// Writes lines.
pub(super) struct LineWriter<'w, 's> {
    pub(super) out: String,
    pub(super) styling: Styling<'s>,
    pub(super) layout: Layout,
    pub(super) notes: &'w mut Vec<Note>,
}

impl LineWriter<'_, '_> {
    /// Writes the runs of a line; whether there was anything to see.
    pub(super) fn runs(&mut self, runs: &[Run<'_>]) -> bool {
        let start = self.out.len();
        let mut open = Chain::none();
        for_each_piece(runs, |run, piece| {
            let image = match piece {
                Piece::Covered(first) => {
                    self.note_lost_link(run, first);
                    return;
                }
                Piece::Image(address) => match self.shown_image(run, address) {
                    Some(address) => Some(address),
                    None => return,
                },
                _ => None,
            };
            let chain = self.chain(run);
            let shared = chain.shared_with(&open);
            inline::close(&mut self.out, &open, shared);
            for (index, &tag) in chain.tags().iter().enumerate().skip(shared) {
                self.open_tag(&chain, index, tag);
            }
            match piece {
                Piece::Text(text) => push_html(&mut self.out, text),
                Piece::Token(token) => token::push_placeholder(&mut self.out, token),
                Piece::Image(_) => self.push_image(run, image.unwrap_or_default()),
                Piece::Covered(_) => {}
            }
            open = chain;
        });
        inline::close(&mut self.out, &open, 0);
        self.out.len() > start
    }

    /// Writes the words of a line without any element but placeholders: what code is.
    pub(super) fn words(&mut self, runs: &[Run<'_>]) {
        for_each_piece(runs, |run, piece| match piece {
            Piece::Text(text) => push_html(&mut self.out, text),
            Piece::Token(token) => token::push_placeholder(&mut self.out, token),
            Piece::Image(_) => {
                self.note(
                    run.op,
                    ".insert",
                    "is an image in code, where none is shown",
                );
            }
            // Code has no links that could get lost.
            Piece::Covered(_) => {}
        });
    }

    /// Notes something that is left out.
    pub(super) fn note(&mut self, op: u32, member: &str, message: impl Into<String>) {
        let path = format!("[{op}]{member}");
        // A line is written once, but a run may have several pieces.
        if self.notes.last().is_none_or(|last| last.path != path) {
            self.notes.push(Note {
                path,
                message: message.into(),
            });
        }
    }

    /// A token has one place and one format; a link must not get lost in that.
    fn note_lost_link(&mut self, run: &Run<'_>, first: &Run<'_>) {
        if run.attributes.link != first.attributes.link && self.layout != Layout::Label {
            let message = "changes inside a token, which stands in one link or in none";
            self.note(run.op, ".attributes.link", message);
        }
    }

    fn chain<'r>(&mut self, run: &Run<'r>) -> Chain<'r> {
        let look = self.styling.look(run.attributes);
        let mut href = None;
        if let Some(address) = &run.attributes.link
            && self.layout != Layout::Label
        {
            match link::check(address) {
                Ok(()) => href = Some(Cow::Borrowed(&**address)),
                Err(fault) => self.note(run.op, ".attributes.link", fault.to_string()),
            }
        }
        Chain::for_form(run.attributes, look, href)
    }

    fn open_tag(&mut self, chain: &Chain<'_>, index: usize, tag: Tag) {
        let written = if index == chain.look_at {
            self.styling.write_look(&chain.look)
        } else {
            Default::default()
        };
        if let (Tag::A, Some(href)) = (tag, &chain.href) {
            link::push_start(&mut self.out, &written.class, href, &written.style);
            return;
        }
        self.out.push('<');
        self.out.push_str(tag.name());
        self.out.push_str(&written.class);
        self.out.push_str(&written.style);
        self.out.push('>');
    }

    fn shown_image<'r>(&mut self, run: &Run<'_>, address: Option<&'r str>) -> Option<&'r str> {
        let address = address.unwrap_or_default();
        match image::check(address) {
            Ok(()) => Some(address),
            Err(fault) => {
                self.note(run.op, ".insert.image", fault.to_string());
                None
            }
        }
    }

    fn push_image(&mut self, run: &Run<'_>, address: &str) {
        let attributes = run.attributes;
        self.out.push_str("<img alt=\"");
        let alt = attributes.alt.as_deref().unwrap_or_default();
        push_html(&mut self.out, &token::without(alt));
        self.out.push('"');
        self.push_pixels("height", attributes.height.as_deref());
        self.out.push_str(" src=\"");
        push_html(&mut self.out, address);
        self.out.push('"');
        self.push_pixels("width", attributes.width.as_deref());
        self.out.push('>');
    }

    /// Writes a size in pixels, 1 to 9999; editors write `100` as well as `100px`.
    fn push_pixels(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value else {
            return;
        };
        let digits = value.strip_suffix("px").unwrap_or(value);
        if (1..=4).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
        {
            self.out.push_str(&format!(r#" {name}="{digits}""#));
        }
    }
}

/// A part of a run: tokens are found before anything is written, also where they are split over runs.
#[derive(Clone, Copy)]
enum Piece<'p> {
    /// What the run has is part of a token that began in this other run.
    Covered(&'p Run<'p>),
    Text(&'p str),
    /// In the run where it begins; it has that run's formats.
    Token(&'p Token<'p>),
    Image(Option<&'p str>),
}

fn for_each_piece<'r, 'd>(runs: &'r [Run<'d>], mut each: impl FnMut(&'r Run<'d>, Piece<'_>)) {
    let has_braces =
        |run: &Run<'_>| matches!(run.content, RunContent::Text(text) if text.contains('{'));
    if !runs.iter().any(has_braces) {
        for run in runs {
            each(
                run,
                match run.content {
                    RunContent::Text(text) => Piece::Text(text),
                    RunContent::Image(address) => Piece::Image(address),
                },
            );
        }
        return;
    }
    let line: String = line_text(runs);
    let mut tokens = token::find(&line).peekable();
    // Where the token began that goes on.
    let mut first = None;
    let mut start = 0;
    for run in runs {
        let text = match run.content {
            RunContent::Text(text) => text,
            RunContent::Image(address) => {
                each(run, Piece::Image(address));
                start += OBJECT.len_utf8();
                continue;
            }
        };
        let end = start + text.len();
        let mut at = start;
        while let Some(token) = tokens.peek() {
            if token.start >= end {
                break;
            }
            if token.start >= start {
                if at < token.start {
                    each(run, Piece::Text(&line[at..token.start]));
                }
                each(run, Piece::Token(token));
                first = Some(run);
            } else if let Some(first) = first {
                each(run, Piece::Covered(first));
            }
            at = token.end.min(end);
            if token.end > end {
                break;
            }
            tokens.next();
        }
        if at < end {
            each(run, Piece::Text(&line[at..end]));
        }
        start = end;
    }
}
