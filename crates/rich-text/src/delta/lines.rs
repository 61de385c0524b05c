//! A document as lines: ops cut at line feeds.

use super::{
    Attributes, Delta, Insert,
    attributes::{BlockLook, LineKind},
};

/// All lines of a document; never none.
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

/// What a run is.
#[derive(Clone, Copy, Debug)]
pub(super) enum RunContent<'d> {
    /// At least one character, and no line feed.
    Text(&'d str),
    Image(Option<&'d str>),
}

/// One line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'d> {
    pub(super) kind: &'d LineKind<'d>,
    pub(super) block: BlockLook,
    /// A video stands by itself between lines of text.
    pub(super) video: Option<Video<'d>>,
    runs: (usize, usize),
}

/// A video.
#[derive(Clone, Copy, Debug)]
pub(super) struct Video<'d> {
    pub(super) op: u32,
    pub(super) address: &'d str,
    pub(super) attributes: &'d Attributes<'d>,
}

/// A line whose end has no attributes, or that has no end.
const PARAGRAPH: &LineKind<'static> = &LineKind::Paragraph;

impl<'d> Lines<'d> {
    pub(super) fn of(delta: &'d Delta<'d>) -> Self {
        let mut lines = Lines {
            runs: Vec::with_capacity(delta.ops.len()),
            lines: Vec::new(),
        };
        let mut start = 0;
        for op in &delta.ops {
            let attributes = op.attributes();
            match &op.insert {
                Insert::Text(text) => {
                    let mut rest: &str = text;
                    while let Some((before, after)) = rest.split_once('\n') {
                        lines.push_text(op.index, before, attributes);
                        lines.end_line(&mut start, &attributes.line, attributes.block, None);
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
                        lines.end_line(&mut start, PARAGRAPH, BlockLook::default(), None);
                    }
                    let video = Video {
                        op: op.index,
                        address,
                        attributes,
                    };
                    lines.end_line(&mut start, PARAGRAPH, attributes.block, Some(video));
                }
            }
        }
        if start < lines.runs.len() || lines.lines.is_empty() {
            lines.end_line(&mut start, PARAGRAPH, BlockLook::default(), None);
        }
        lines
    }

    /// The lines in order.
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

    /// How many bytes of HTML the document may make; a guess, so that the text seldom has to move.
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
        kind: &'d LineKind<'d>,
        block: BlockLook,
        video: Option<Video<'d>>,
    ) {
        let end = self.runs.len();
        self.lines.push(Line {
            kind,
            block,
            video,
            runs: (*start, end),
        });
        *start = end;
    }
}
