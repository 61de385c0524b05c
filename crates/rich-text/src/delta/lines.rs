//! A document as lines: ops cut at line feeds.

use super::{
    Attributes, Delta, Insert,
    attributes::{BlockLook, LineKind},
};

/// All lines of a document, at least one.
#[derive(Debug)]
pub(super) struct Lines<'d> {
    runs: Vec<Run<'d>>,
    lines: Vec<Line<'d>>,
}

/// A piece of a line that has one set of attributes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'d> {
    pub(super) op: u32,
    pub(super) content: RunContent<'d>,
    pub(super) attributes: &'d Attributes<'d>,
}

/// The content of a run.
#[derive(Clone, Copy, Debug)]
pub(super) enum RunContent<'d> {
    /// At least one character, and no line feed.
    Text(&'d str),
    Image(Option<&'d str>),
}

/// One line of the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'d> {
    pub(super) kind: &'d LineKind<'d>,
    pub(super) block: BlockLook,
    /// A video is separate, between lines of text.
    pub(super) video: Option<Video<'d>>,
    /// The op that ends it; of a line without an end, the last.
    pub(super) end_op: u32,
    runs: (usize, usize),
}

/// A video.
#[derive(Clone, Copy, Debug)]
pub(super) struct Video<'d> {
    pub(super) op: u32,
    pub(super) address: &'d str,
    pub(super) attributes: &'d Attributes<'d>,
}

/// How a document is read where two ops, or a program before us, made more of a text than its author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// CR and LF in two ops end one line, and a byte order mark at the start is not part of the text.
    AsMeant,
    /// As Quill reads it: two lines, and a character like any other.
    AsQuill,
}

/// A line whose end has no attributes, or that has no end.
const PARAGRAPH: &LineKind<'static> = &LineKind::Paragraph;

impl<'d> Lines<'d> {
    pub(super) fn of(delta: &'d Delta<'d>, reading: Reading) -> Self {
        let mut lines = Lines {
            runs: Vec::with_capacity(delta.ops.len()),
            lines: Vec::new(),
        };
        let mut start = 0;
        for (place, op) in delta.ops.iter().enumerate() {
            let attributes = op.attributes();
            match &op.insert {
                Insert::Text(text) => {
                    let mut rest: &str = text;
                    if reading == Reading::AsMeant {
                        if place == 0 {
                            rest = rest.trim_start_matches('\u{feff}');
                        }
                        if op.shares_line_end {
                            rest = rest.strip_suffix('\n').unwrap_or(rest);
                        }
                    }
                    while let Some((before, after)) = rest.split_once('\n') {
                        lines.push_text(op.index, before, attributes);
                        lines.end_line(
                            &mut start,
                            op.index,
                            &attributes.line,
                            attributes.block,
                            None,
                        );
                        rest = after;
                    }
                    lines.push_text(op.index, rest, attributes);
                }
                Insert::Image(address) => lines.runs.push(Run {
                    op: op.index,
                    content: RunContent::Image(address.as_deref()),
                    attributes,
                }),
                Insert::Video(address) => {
                    if start < lines.runs.len() {
                        lines.end_line(&mut start, op.index, PARAGRAPH, BlockLook::default(), None);
                    }
                    let video = Video {
                        op: op.index,
                        address,
                        attributes,
                    };
                    lines.end_line(
                        &mut start,
                        op.index,
                        PARAGRAPH,
                        attributes.block,
                        Some(video),
                    );
                }
            }
        }
        if start < lines.runs.len() || lines.lines.is_empty() {
            let last = delta.ops.last().map_or(0, |op| op.index);
            lines.end_line(&mut start, last, PARAGRAPH, BlockLook::default(), None);
        }
        lines
    }

    /// The lines in document order.
    pub(super) fn all(&self) -> &[Line<'d>] {
        &self.lines
    }

    /// The runs of a line.
    pub(super) fn runs(&self, line: &Line<'d>) -> &[Run<'d>] {
        &self.runs[line.runs.0..line.runs.1]
    }

    /// How many bytes the text of the document has, line feeds between its lines included.
    pub(super) fn text_len(&self) -> usize {
        let texts = self.runs.iter().map(|run| match run.content {
            RunContent::Text(text) => text.len(),
            RunContent::Image(_) => 0,
        });
        texts.sum::<usize>() + self.lines.len()
    }

    /// An estimate of the HTML's size in bytes, so that the buffer rarely has to grow.
    pub(super) fn guess_len(&self) -> usize {
        let text: usize = self
            .runs
            .iter()
            .map(|run| match run.content {
                RunContent::Text(text) => text.len(),
                RunContent::Image(address) => address.map_or(0, str::len),
            })
            .sum();
        text + 48 * (self.runs.len() + self.lines.len())
    }

    fn push_text(&mut self, op: u32, text: &'d str, attributes: &'d Attributes<'d>) {
        if !text.is_empty() {
            self.runs.push(Run {
                op,
                content: RunContent::Text(text),
                attributes,
            });
        }
    }

    fn end_line(
        &mut self,
        start: &mut usize,
        end_op: u32,
        kind: &'d LineKind<'d>,
        block: BlockLook,
        video: Option<Video<'d>>,
    ) {
        let end = self.runs.len();
        self.lines.push(Line {
            kind,
            block,
            video,
            end_op,
            runs: (*start, end),
        });
        *start = end;
    }
}
