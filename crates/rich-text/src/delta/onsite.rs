//! The output for forms: real spaces and lists, one element per link, nothing that only an editor needs, and nothing
//! that could run or load from elsewhere.

use super::{
    attributes::{LineKind, ListType},
    form_line::LineWriter,
    lines::{Line, Lines},
    numbering::{Numbering, marker},
    quill::block_tag,
    styling::{Styling, Written},
    text,
};
use crate::{Fault, Layout, Options, Rendered, options::Addresses, style_sheet::StyleSheet};

/// Renders a document.
pub(super) fn render(
    lines: &Lines<'_>,
    options: Options,
    sheet: Option<&mut StyleSheet>,
) -> Result<Rendered, Fault> {
    let mut notes = Vec::new();
    let mut writer = Writer {
        lines,
        line: LineWriter {
            out: String::with_capacity(lines.guess_len()),
            styling: match sheet {
                Some(sheet) => Styling::Sheet(sheet),
                None => Styling::Profile(options.profile),
            },
            layout: options.layout,
            notes: &mut notes,
        },
        lists: Vec::new(),
        numbering: Numbering::default(),
    };
    match options.layout {
        Layout::Block => writer.blocks(),
        Layout::Inline | Layout::Label => writer.one_line(),
    }
    let html = writer.line.out;
    let mut rendered = Rendered::new(html, text::shown(lines, Addresses::LeftOut));
    rendered.notes = notes;
    Ok(rendered)
}

struct Writer<'w, 'd, 's> {
    lines: &'w Lines<'d>,
    line: LineWriter<'w, 's>,
    /// The lists that are open, outermost first.
    lists: Vec<List>,
    numbering: Numbering,
}

/// A list. Its items have one type and one direction, so their markers are on one side.
#[derive(Clone, Copy, Debug)]
struct List {
    list_type: ListType,
    is_right_to_left: bool,
}

impl List {
    fn takes(&self, list_type: ListType, line: &Line<'_>) -> bool {
        self.list_type.shares_list_with(list_type)
            && self.is_right_to_left == line.block.is_right_to_left
    }
}

impl<'d> Writer<'_, 'd, '_> {
    fn blocks(&mut self) {
        let lines = self.lines;
        let mut code: Option<&Line<'d>> = None;
        for line in lines.all() {
            let is_list = matches!(line.kind, LineKind::List(_)) && line.video.is_none();
            let is_code = matches!(line.kind, LineKind::CodeBlock(_)) && line.video.is_none();
            self.numbering.count(line);
            if !is_list {
                self.end_lists(0);
            }
            // Adjacent lines of code with the same alignment are one block.
            if let Some(first) = code
                && (!is_code || line.block != first.block)
            {
                self.push("</code></pre>");
                code = None;
            }
            if let Some(video) = line.video {
                let message = "is a video, which a form does not show";
                self.line.note(video.op, ".insert.video", message);
            } else if is_code {
                match code {
                    Some(_) => self.push("\n"),
                    None => {
                        let written = self.line.styling.write_block(line.block);
                        self.open("pre", &written, "");
                        self.push("<code>");
                        code = Some(line);
                    }
                }
                self.line.words(lines.runs(line));
            } else if let LineKind::List(list_type) = line.kind {
                self.begin_item(*list_type, line);
                self.content(line);
            } else {
                if let LineKind::TableCell(_) = line.kind {
                    self.note_cell(line);
                }
                let tag = block_tag(line.kind);
                let written = self.line.styling.write_block(line.block);
                self.open(tag, &written, "");
                self.content(line);
                self.push("</");
                self.push(tag);
                self.push(">");
            }
        }
        if code.is_some() {
            self.push("</code></pre>");
        }
        self.end_lists(0);
    }

    /// All lines that are inside another line.
    fn one_line(&mut self) {
        let lines = self.lines;
        for (index, line) in lines.all().iter().enumerate() {
            if index > 0 {
                self.push("<br>");
            }
            match (line.video, line.kind) {
                (Some(video), _) => {
                    let message = "is a video, which a form does not show";
                    self.line.note(video.op, ".insert.video", message);
                }
                (None, LineKind::CodeBlock(_)) => self.line.words(lines.runs(line)),
                (None, kind) => {
                    if let LineKind::TableCell(_) = kind {
                        self.note_cell(line);
                    }
                    self.line.runs(lines.runs(line));
                }
            }
        }
    }

    fn note_cell(&mut self, line: &Line<'_>) {
        let message =
            "is a cell of a table, which a form does not show: its cells appear below each other";
        self.line.note(line.end_op, ".attributes.table", message);
    }

    fn content(&mut self, line: &Line<'_>) {
        if !self.line.runs(self.lines.runs(line)) {
            self.push("<br>");
        }
    }

    fn begin_item(&mut self, list_type: ListType, line: &Line<'_>) {
        let depth = usize::from(line.block.indent) + 1;
        loop {
            if self.lists.len() < depth {
                let is_last = self.lists.len() + 1 == depth;
                self.begin_list(list_type, line, is_last);
                if is_last {
                    break;
                }
                let written = self.line.styling.write_missing_level();
                self.open("li", &written, "");
            } else if self.lists.len() == depth
                && self
                    .lists
                    .last()
                    .is_some_and(|list| list.takes(list_type, line))
            {
                self.push("</li>");
                break;
            } else {
                self.end_lists(self.lists.len() - 1);
            }
        }
        let written = self.line.styling.write_item(line.block, list_type);
        let data_list = match list_type {
            ListType::Checked => r#" data-list="checked""#,
            ListType::Unchecked => r#" data-list="unchecked""#,
            ListType::Ordered | ListType::Bullet => "",
        };
        self.open("li", &written, data_list);
    }

    /// Begins the list on the next level. Its first item is the line, or a placeholder for a missing level, whose
    /// number is one less than the next one.
    fn begin_list(&mut self, list_type: ListType, line: &Line<'_>, has_line: bool) {
        let level = self.lists.len();
        let is_right_to_left = line.block.is_right_to_left;
        let is_around = self.lists.last().is_some_and(|list| list.is_right_to_left);
        let direction = match (is_right_to_left, is_around) {
            (true, false) => Some("rtl"),
            (false, true) => Some("ltr"),
            _ => None,
        };
        let first = self.numbering.last(level);
        let start = if list_type == ListType::Ordered && (first != 1 || !has_line) {
            format!(r#" start="{first}""#)
        } else {
            String::new()
        };
        // On the first level, browsers do this by default.
        let own_marker = (level > 0).then(|| marker(list_type, level));
        let written = self.line.styling.write_list(own_marker, direction);
        self.open(list_type.tag(), &written, &start);
        self.lists.push(List {
            list_type,
            is_right_to_left,
        });
    }

    fn end_lists(&mut self, depth: usize) {
        while self.lists.len() > depth
            && let Some(list) = self.lists.pop()
        {
            self.push("</li></");
            self.push(list.list_type.tag());
            self.push(">");
        }
    }

    /// Writes a start tag; `between` goes between class and style.
    fn open(&mut self, tag: &str, written: &Written, between: &str) {
        self.push("<");
        self.push(tag);
        self.push(&written.class);
        self.push(between);
        self.push(&written.style);
        self.push(">");
    }

    fn push(&mut self, html: &str) {
        self.line.out.push_str(html);
    }
}
