//! What a form ships: real spaces and lists, one element a link, nothing that only an editor needs, and nothing that
//! could run or load from elsewhere.

use super::{
    attributes::{LineKind, ListType},
    form_line::LineWriter,
    lines::{Line, Lines},
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
    lists: Vec<ListType>,
}

impl<'d> Writer<'_, 'd, '_> {
    fn blocks(&mut self) {
        let lines = self.lines;
        let mut code: Option<&Line<'d>> = None;
        for line in lines.all() {
            let is_list = matches!(line.kind, LineKind::List(_)) && line.video.is_none();
            let is_code = matches!(line.kind, LineKind::CodeBlock(_)) && line.video.is_none();
            if !is_list {
                self.end_lists(0);
            }
            // Lines of code that stand alike are one block.
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
                        let written = self.line.styling.write_block(line.block, false);
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
                let tag = block_tag(line.kind);
                let written = self.line.styling.write_block(line.block, false);
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

    /// All lines inside another line.
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
                _ => {
                    self.line.runs(lines.runs(line));
                }
            }
        }
    }

    fn content(&mut self, line: &Line<'_>) {
        if !self.line.runs(self.lines.runs(line)) {
            self.push("<br>");
        }
    }

    fn begin_item(&mut self, list_type: ListType, line: &Line<'_>) {
        let depth = usize::from(line.block.indent) + 1;
        loop {
            let is_same = |open: &ListType| {
                *open == list_type || (open.is_checkable() && list_type.is_checkable())
            };
            if self.lists.len() < depth {
                self.lists.push(list_type);
                self.open(list_type.tag(), &Written::default(), "");
                if self.lists.len() == depth {
                    break;
                }
                let written = self.line.styling.write_missing_level();
                self.open("li", &written, "");
            } else if self.lists.len() == depth && self.lists.last().is_some_and(is_same) {
                self.push("</li>");
                break;
            } else {
                self.end_lists(self.lists.len() - 1);
            }
        }
        let written = self.line.styling.write_block(line.block, true);
        let data_list = match list_type {
            ListType::Checked => r#" data-list="checked""#,
            ListType::Unchecked => r#" data-list="unchecked""#,
            ListType::Ordered | ListType::Bullet => "",
        };
        self.open("li", &written, data_list);
    }

    fn end_lists(&mut self, depth: usize) {
        while self.lists.len() > depth
            && let Some(list_type) = self.lists.pop()
        {
            self.push("</li></");
            self.push(list_type.tag());
            self.push(">");
        }
    }

    /// Writes a start tag; `between` stands between class and style.
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
