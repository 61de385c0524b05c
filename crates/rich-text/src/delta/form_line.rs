//! The inside of a line, as a form ships it.

use std::borrow::Cow;

use super::{
    inline::{self, Chain, Tag},
    lines::{Run, RunContent},
    look::Paint,
    styling::Styling,
    text::{OBJECT, line_text},
};
use crate::{
    Layout, Note, color,
    escape::push_html,
    image, limits, link,
    note::{LOST, LOST_MESSAGE},
    token::{self, Token},
};

/// Writes the lines of a form's text.
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
                Piece::Text(text) => self.text(run, text),
                Piece::Token(token) => token::push_placeholder(&mut self.out, token),
                Piece::Image(_) => self.push_image(run, image.unwrap_or_default()),
                Piece::Covered(_) => {}
            }
            open = chain;
        });
        inline::close(&mut self.out, &open, 0);
        self.out.len() > start
    }

    /// Writes the text of a line without any element except placeholders, as code needs it.
    pub(super) fn words(&mut self, runs: &[Run<'_>]) {
        for_each_piece(runs, |run, piece| match piece {
            Piece::Text(text) => self.text(run, text),
            Piece::Token(token) => token::push_placeholder(&mut self.out, token),
            Piece::Image(_) => {
                self.note(
                    run.op,
                    ".insert",
                    "is an image in code, where none is shown",
                );
            }
            // Code cannot contain links that could get lost.
            Piece::Covered(_) => {}
        });
    }

    /// Notes something that is left out and would be missed.
    pub(super) fn note(&mut self, op: u32, member: &str, message: impl Into<String>) {
        self.push_note(op, member, message.into(), false);
    }

    /// Notes a look that is left out, or a character that was lost before.
    pub(super) fn note_minor(&mut self, op: u32, member: &str, message: impl Into<String>) {
        self.push_note(op, member, message.into(), true);
    }

    fn push_note(&mut self, op: u32, member: &str, message: String, is_minor: bool) {
        let path = format!("[{op}]{member}");
        // A line is written once, but a run may have several pieces, and an op several lines.
        let of_op = format!("[{op}]");
        let is_told = |note: &&Note| note.path.starts_with(&of_op);
        let mut latest = self.notes.iter().rev().take_while(is_told);
        if latest.any(|note| note.path == path && note.message == message) {
            return;
        }
        self.notes.push(Note {
            path,
            message,
            is_minor,
        });
    }

    fn text(&mut self, run: &Run<'_>, text: &str) {
        if text.contains(LOST) {
            self.note_minor(run.op, ".insert", LOST_MESSAGE);
        }
        push_html(&mut self.out, text);
    }

    /// A token has one place and one format; a link must not get lost in that.
    fn note_lost_link(&mut self, run: &Run<'_>, first: &Run<'_>) {
        if run.attributes.link != first.attributes.link && self.layout != Layout::Label {
            let message =
                "changes inside a token, but a token is either completely in one link or in none";
            self.note(run.op, ".attributes.link", message);
        }
    }

    fn chain<'r>(&mut self, run: &Run<'r>) -> Chain<'r> {
        let look = self.styling.look(run.attributes);
        self.note_color(run.op, "color", &run.attributes.color, &look.color);
        self.note_color(
            run.op,
            "background",
            &run.attributes.background,
            &look.background,
        );
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

    /// Adds a note for a color that not all visitors see, or that is invalid.
    fn note_color(
        &mut self,
        op: u32,
        name: &str,
        given: &Option<Cow<'_, str>>,
        paint: &Option<Paint<'_>>,
    ) {
        let Some(given) = given else {
            return;
        };
        let shown: String = given.chars().take(limits::SHOWN_CHARS).collect();
        let message = match paint {
            None => {
                format!("is {shown:?}, which is not a color that a form can show, and is left out")
            }
            Some(Paint::Style(css)) if !color::is_shown_everywhere(css) => format!(
                "is {shown:?}, a color that only newer browsers show; the others show these words as those around them"
            ),
            Some(_) => return,
        };
        self.note_minor(op, &format!(".attributes.{name}"), message);
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
        push_html(&mut self.out, &image::registered(address));
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
    /// The run's text is part of a token that began in this other run.
    Covered(&'p Run<'p>),
    Text(&'p str),
    /// The run in which the token begins; the token has that run's formats.
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
    // The run where the continued token began.
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
