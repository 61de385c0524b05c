//! The numbers of ordered items, as the editor's sheet counts them (`counter-reset` and `counter-set` in
//! `quill.core.css` of Quill 2.0.3): one counter per level, which continues across
//! bullets, quotes, code, tables and videos.

use super::{
    attributes::{LineKind, ListType},
    lines::Line,
};

/// Levels of lists: an indent of 0..=8.
const LEVELS: usize = 9;

/// The number style of each level; deeper levels repeat these.
const STYLES: [&str; 3] = ["decimal", "lower-alpha", "lower-roman"];

/// The last number of each level.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbering([u32; LEVELS]);

impl Numbering {
    /// Counts a line: a paragraph or a heading ends all lists, and an item those below its level.
    pub(super) fn count(&mut self, line: &Line<'_>) {
        if line.video.is_some() {
            return;
        }
        match line.kind {
            LineKind::Paragraph | LineKind::Header(_) => *self = Numbering::default(),
            LineKind::Blockquote | LineKind::CodeBlock(_) | LineKind::TableCell(_) => {}
            LineKind::List(list_type) => {
                let level = usize::from(line.block.indent);
                self.0[level] += u32::from(*list_type == ListType::Ordered);
                self.0[level + 1..].fill(0);
            }
        }
    }

    /// The last number of a level.
    pub(super) fn last(&self, level: usize) -> u32 {
        self.0[level]
    }
}

/// The marker of a list's items, as a value of `list-style-type`.
pub(super) fn marker(list_type: ListType, level: usize) -> &'static str {
    match list_type {
        ListType::Ordered => STYLES[level % STYLES.len()],
        // The same dot on each level.
        ListType::Bullet | ListType::Checked | ListType::Unchecked => "disc",
    }
}
