//! The HTML of `quill.root.innerHTML`, in canonical order: attributes by name, tokens and declarations sorted.

use super::{
    attributes::{LineKind, ListType},
    lines::{Line, Lines, Video},
    look::{push_block_class, push_block_style},
    quill_line::{Kind, push_attribute, push_optional, push_runs},
    table::OpenTable,
    text,
};
use crate::{Fault, Profile, Rendered, quill_address};

/// Renders a document.
pub(super) fn render(lines: &Lines<'_>, profile: Profile) -> Result<Rendered, Fault> {
    let mut writer = Writer {
        lines,
        profile,
        out: String::with_capacity(lines.guess_len()),
        table: OpenTable::default(),
    };
    let mut group = Group::None;
    for line in lines.all() {
        writer.change_group(&mut group, Group::of(line));
        writer.line(line)?;
    }
    writer.change_group(&mut group, Group::None);
    Ok(Rendered::new(writer.out, text::of(lines)))
}

/// Adjacent lines that share a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    None,
    List,
    Code,
    Table,
}

impl Group {
    fn of(line: &Line<'_>) -> Self {
        match (line.video, line.kind) {
            (Some(_), _) => Group::None,
            (None, LineKind::List(_)) => Group::List,
            (None, LineKind::CodeBlock(_)) => Group::Code,
            (None, LineKind::TableCell(_)) => Group::Table,
            _ => Group::None,
        }
    }
}

struct Writer<'w, 'd> {
    lines: &'w Lines<'d>,
    profile: Profile,
    out: String,
    table: OpenTable<'d>,
}

impl<'d> Writer<'_, 'd> {
    fn change_group(&mut self, group: &mut Group, next: Group) {
        if *group == next {
            return;
        }
        self.table.end(&mut self.out);
        self.out.push_str(match *group {
            Group::None | Group::Table => "",
            Group::List => "</ol>",
            Group::Code => "</div>",
        });
        self.out.push_str(match next {
            Group::None | Group::Table => "",
            Group::List => "<ol>",
            Group::Code => r#"<div class="ql-code-block-container" spellcheck="false">"#,
        });
        *group = next;
    }

    fn line(&mut self, line: &Line<'d>) -> Result<(), Fault> {
        if let Some(video) = line.video {
            self.video(line, video);
            return Ok(());
        }
        match line.kind {
            LineKind::List(list_type) => {
                self.item(line, *list_type)?;
            }
            LineKind::CodeBlock(language) => self.code(line, language.as_deref()),
            LineKind::TableCell(row) => {
                self.table.begin_cell(&mut self.out, "", row);
                push_cell_start(&mut self.out, line, row, self.profile);
                self.content(line)?;
                self.out.push_str("</td>");
            }
            kind => {
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

    fn item(&mut self, line: &Line<'_>, list_type: ListType) -> Result<(), Fault> {
        self.out.push_str("<li");
        push_block_class(&mut self.out, line.block, self.profile, None);
        push_attribute(&mut self.out, "data-list", list_type.name());
        push_block_style(&mut self.out, line.block, self.profile);
        self.out
            .push_str(r#"><span class="ql-ui" contenteditable="false"></span>"#);
        self.content(line)?;
        self.out.push_str("</li>");
        Ok(())
    }

    fn code(&mut self, line: &Line<'_>, language: Option<&str>) {
        self.out.push_str("<div");
        let own = Some("ql-code-block");
        push_block_class(&mut self.out, line.block, self.profile, own);
        push_optional(&mut self.out, "data-language", language);
        push_block_style(&mut self.out, line.block, self.profile);
        self.out.push('>');
        let start = self.out.len();
        for text in text::texts(self.lines.runs(line)) {
            crate::escape::push_inner_text(&mut self.out, text);
        }
        if self.out.len() == start {
            self.out.push_str("<br>");
        }
        self.out.push_str("</div>");
    }

    fn video(&mut self, line: &Line<'_>, video: Video<'_>) {
        let attributes = video.attributes;
        self.out.push_str(r#"<iframe allowfullscreen="true""#);
        push_block_class(&mut self.out, line.block, self.profile, Some("ql-video"));
        push_attribute(&mut self.out, "frameborder", "0");
        push_optional(&mut self.out, "height", attributes.height.as_deref());
        push_attribute(&mut self.out, "src", quill_address::link(video.address));
        push_block_style(&mut self.out, line.block, self.profile);
        push_optional(&mut self.out, "width", attributes.width.as_deref());
        self.out.push_str("></iframe>");
    }

    fn content(&mut self, line: &Line<'_>) -> Result<(), Fault> {
        let runs = self.lines.runs(line);
        if runs.is_empty() {
            self.out.push_str("<br>");
            return Ok(());
        }
        push_runs(&mut self.out, runs, self.profile, Kind::Inner)
    }
}

/// Writes the start tag of a cell.
pub(super) fn push_cell_start(out: &mut String, line: &Line<'_>, row: &str, profile: Profile) {
    out.push_str("<td");
    push_block_class(out, line.block, profile, None);
    push_attribute(out, "data-row", row);
    push_block_style(out, line.block, profile);
    out.push('>');
}

/// The element of a line that needs no parent.
pub(super) fn block_tag(kind: &LineKind<'_>) -> &'static str {
    match kind {
        LineKind::Header(1) => "h1",
        LineKind::Header(2) => "h2",
        LineKind::Header(3) => "h3",
        LineKind::Header(4) => "h4",
        LineKind::Header(5) => "h5",
        LineKind::Header(_) => "h6",
        LineKind::Blockquote => "blockquote",
        _ => "p",
    }
}
