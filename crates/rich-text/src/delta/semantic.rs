//! The HTML of `quill.getSemanticHTML()`, in canonical order, and safe where Quill inserts values unescaped
//! (CVE-2025-15056).

use super::{
    attributes::{LineKind, ListType},
    lines::{Line, Lines},
    look::{push_block_class, push_block_style},
    quill::{block_tag, push_cell_start},
    quill_line::{Kind, push_runs},
    table::OpenTable,
    text,
};
use crate::{
    Fault, Profile, Rendered,
    escape::{push_semantic_code, push_semantic_raw},
    quill_address,
};

/// Renders a document.
pub(super) fn render(lines: &Lines<'_>, profile: Profile) -> Result<Rendered, Fault> {
    let mut writer = Writer {
        lines,
        profile,
        out: String::with_capacity(2 * lines.guess_len()),
        lists: Vec::new(),
        is_in_code: false,
        table: OpenTable::default(),
    };
    for line in lines.all() {
        writer.line(line)?;
    }
    writer.end_code();
    writer.table.end(&mut writer.out);
    writer.end_lists(0);
    Ok(Rendered::new(writer.out, text::of(lines)))
}

struct Writer<'w, 'd> {
    lines: &'w Lines<'d>,
    profile: Profile,
    out: String,
    /// The lists that are open, outermost first.
    lists: Vec<ListType>,
    is_in_code: bool,
    table: OpenTable<'d>,
}

impl<'d> Writer<'_, 'd> {
    fn line(&mut self, line: &Line<'d>) -> Result<(), Fault> {
        let kind = if line.video.is_some() {
            &LineKind::Paragraph
        } else {
            line.kind
        };
        if !matches!(kind, LineKind::List(_)) {
            self.end_lists(0);
        }
        if !matches!(kind, LineKind::CodeBlock(_)) {
            self.end_code();
        }
        if !matches!(kind, LineKind::TableCell(_)) {
            self.table.end(&mut self.out);
        }
        match (line.video, kind) {
            (Some(video), _) => {
                let address = quill_address::link(video.address);
                self.out.push_str("<a href=\"");
                push_semantic_raw(&mut self.out, address);
                self.out.push_str("\">");
                push_semantic_raw(&mut self.out, address);
                self.out.push_str("</a>");
            }
            (None, LineKind::List(list_type)) => {
                self.begin_item(*list_type, usize::from(line.block.indent));
                self.content(line)?;
            }
            (None, LineKind::CodeBlock(language)) => self.code(line, language.as_deref()),
            (None, LineKind::TableCell(row)) => {
                // Not by its sheet, which does not travel with the HTML.
                const BORDER: &str = r#" style="border: 1px solid #000;""#;
                self.table.begin_cell(&mut self.out, BORDER, row);
                push_cell_start(&mut self.out, line, row, self.profile);
                self.content(line)?;
                self.out.push_str("</td>");
            }
            (None, kind) => {
                let tag = block_tag(kind);
                self.out.push('<');
                self.out.push_str(tag);
                push_block_class(&mut self.out, line.block, self.profile, None);
                push_block_style(&mut self.out, line.block, self.profile);
                self.out.push('>');
                self.content(line)?;
                self.out.push_str("</");
                self.out.push_str(tag);
                self.out.push('>');
            }
        }
        Ok(())
    }

    /// Opens and closes lists until the next item fits: missing levels get an item without text, and another type on
    /// the same level starts another list.
    fn begin_item(&mut self, list_type: ListType, indent: usize) {
        let depth = indent + 1;
        loop {
            if self.lists.len() < depth {
                self.lists.push(list_type);
                self.out.push('<');
                self.out.push_str(list_type.tag());
                self.out.push('>');
                if self.lists.len() == depth {
                    break;
                }
                self.out.push_str("<li>");
            } else if self.lists.len() == depth && self.lists.last() == Some(&list_type) {
                self.out.push_str("</li>");
                break;
            } else {
                self.end_lists(self.lists.len() - 1);
            }
        }
        self.out.push_str(match list_type {
            ListType::Checked => r#"<li data-list="checked">"#,
            ListType::Unchecked => r#"<li data-list="unchecked">"#,
            ListType::Ordered | ListType::Bullet => "<li>",
        });
    }

    /// Ends lists, from the innermost, until `depth` are left.
    fn end_lists(&mut self, depth: usize) {
        for list_type in self.lists.drain(depth..).rev() {
            self.out.push_str("</li></");
            self.out.push_str(list_type.tag());
            self.out.push('>');
        }
    }

    /// The block has the language of its first line.
    fn code(&mut self, line: &Line<'_>, language: Option<&str>) {
        if !self.is_in_code {
            self.is_in_code = true;
            self.out.push_str("<pre data-language=\"");
            push_semantic_raw(&mut self.out, language.unwrap_or("plain"));
            self.out.push_str("\">\n");
        }
        for text in text::texts(self.lines.runs(line)) {
            push_semantic_code(&mut self.out, text);
        }
        self.out.push('\n');
    }

    fn end_code(&mut self) {
        if self.is_in_code {
            self.is_in_code = false;
            self.out.push_str("</pre>");
        }
    }

    fn content(&mut self, line: &Line<'_>) -> Result<(), Fault> {
        let runs = self.lines.runs(line);
        push_runs(&mut self.out, runs, self.profile, Kind::Semantic)
    }
}
