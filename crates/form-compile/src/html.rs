//! The layout of a version as HTML: a surface (a dialog, or a labeled region) with a panel, which contains every step;
//! the render module shows one of them.
//!
//! Classes are short, because the shadow root separates them from the page's. The render module looks for: the surface,
//! which is the only element at the top, and its first child, the panel; `form` (the steps, in order), `[data-field]`,
//! `[data-button]`, `[data-dormouse-close]`, `[role=alert]`, `[role=status]`.

use form_model::{
    FormType, Version,
    block::Block,
    step::{Column, Row, Step},
    submission::TRAP,
};
use rich_text::escape_html;

use crate::{
    block::{self, Placed, part::BLOCK_PREFIX},
    css::{self, Layout},
    image::Picture,
    texts::Texts,
};

use display_device::attribute;

mod display_device;

/// Looks up the picture of an image block, by the block's id.
pub(crate) type Pictures<'a> = &'a dyn Fn(&str) -> Option<(&'a Picture, String)>;

/// Compiles the HTML of a version.
///
/// `named_blocks`: the ids of the blocks that the form's custom CSS refers to by their own part name.
pub(crate) fn compile<'a>(
    version: &'a Version,
    layout: &'a Layout,
    texts: &'a Texts,
    pictures: Pictures<'a>,
    named_blocks: &'a [String],
) -> String {
    let mut page = Page {
        version,
        layout,
        texts,
        pictures,
        named_blocks,
        fields: 0,
        buttons: 0,
        has_one_button: false,
        blocks: 0,
        out: String::new(),
    };
    let name = escape_html(&version.accessible_name);
    let is_modal = version.form_type.is_modal();
    // `autofocus`: opening gives the focus to the dialog, and not to a field, which brings up a keyboard on touch.
    page.out.push_str(&if is_modal {
        // Not every browser supports `closedby`; those that do also disable going back.
        let closed_by = if version.dismissible { "" } else { r#" closedby="none""# };
        format!(
            r#"<dialog class="d" part="surface" tabindex="-1" autofocus{closed_by} aria-label="{name}">"#
        )
    } else {
        format!(r#"<section class="d" part="surface" tabindex="-1" aria-label="{name}">"#)
    });
    page.out
        .push_str(r#"<div class="p" part="panel"><div class="k">"#);
    for (index, step) in version.steps.iter().enumerate() {
        page.step(step, index == 0 && version.bot_trap);
    }
    // Filled with the error, so that screen readers read it wherever the focus is.
    page.out
        .push_str(r#"<p class="e m h" role="alert"></p></div>"#);
    if css::has_close_button(version) {
        page.close_button();
    }
    page.out.push_str(match version.form_type {
        FormType::Popup | FormType::FullScreen => "</div></dialog>",
        // Announces itself once to screen reader users, who do not see it open.
        FormType::Flyout | FormType::Banner => r#"</div><p class="h" role="status"></p></section>"#,
        FormType::Embed => "</div></section>",
    });
    page.out
}

/// The icon of the close button.
const CROSS: &str = r#"<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg>"#;

/// The HTML so far, and what blocks look up while they add theirs.
pub(crate) struct Page<'a> {
    pub(crate) version: &'a Version,
    pub(crate) layout: &'a Layout,
    named_blocks: &'a [String],
    pub(crate) texts: &'a Texts,
    pub(crate) pictures: Pictures<'a>,
    fields: usize,
    buttons: usize,
    /// Whether the step has only one button.
    pub(crate) has_one_button: bool,
    /// Number of blocks so far.
    blocks: usize,
    out: String,
}

impl Page<'_> {
    /// Last in the tree, so that the keyboard reaches the content first; visually first, by its position.
    fn close_button(&mut self) {
        let label = escape_html(self.version.close_label());
        self.out.push_str(&format!(
            r#"<button class="x" part="close-button" type="button" data-dormouse-close aria-label="{label}">{CROSS}</button>"#
        ));
    }

    fn step(&mut self, step: &Step, has_trap: bool) {
        let rows = step.columns.iter().flat_map(|column| &column.rows);
        let blocks = rows.flat_map(|row| &row.blocks);
        self.has_one_button = blocks.filter(|block| block.button().is_some()).count() == 1;
        let columns = if display_device::is_wide(step) {
            "s s2"
        } else {
            "s"
        };
        let own = self.layout.step(step);
        self.out.push_str(&format!(
            r#"<form class="{columns}{own}" part="step" novalidate hidden>"#
        ));
        for column in &step.columns {
            self.column(column);
        }
        if has_trap {
            self.trap();
        }
        self.out.push_str("</form>");
    }

    /// A field without a box: visitors cannot see, hear or reach it, and browsers and password managers ignore it. Its
    /// value is sent with the answers.
    fn trap(&mut self) {
        let index = self.fields;
        self.fields += 1;
        self.out.push_str(&format!(
            r#"<p hidden><input data-field="{index}" data-trap name="{TRAP}" autocomplete="off" tabindex="-1" data-1p-ignore data-bwignore data-lpignore="true"></p>"#
        ));
    }

    fn column(&mut self, column: &Column) {
        let class = if block::is_side_image(column) {
            "c i"
        } else {
            "c"
        };
        let only = attribute(display_device::only_of_column(column));
        let own = self.layout.column(self.version, column);
        self.out.push_str(&format!(
            r#"<div class="{class}{own}" part="column"{only}>"#
        ));
        for row in &column.rows {
            self.row(row);
        }
        self.out.push_str("</div>");
    }

    fn row(&mut self, row: &Row) {
        let class = match row.is_shared_by_field() {
            true if row.blocks.iter().any(|block| block.width.is_some()) => "r g gw",
            true => "r g",
            false => "r",
        };
        let only = display_device::only_of_row(row);
        let own = self.layout.row(row);
        self.out.push_str(&format!(
            r#"<div class="{class}{own}" part="row"{}>"#,
            attribute(only)
        ));
        for block in &row.blocks {
            let start = self.out.len();
            let index = self.blocks;
            self.block(block);
            if block.width.is_some() {
                self.add_class(start, &css::width_class(index));
            }
            if only.is_none() {
                self.limit(start, block);
            }
        }
        self.out.push_str("</div>");
    }

    fn block(&mut self, block: &Block) {
        let index = self.blocks;
        self.blocks += 1;
        let placed = Placed {
            id: &block.id,
            index,
            own_class: &css::class_of(index, &block.kind),
        };
        block::of(&block.kind).html(self, &placed);
    }

    /// Writes HTML at the end.
    pub(crate) fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// The `part` attribute of a block's element: its kind, and its own name if the form's CSS uses that.
    pub(crate) fn part(&self, name: &str, block: &Placed<'_>) -> String {
        let id = block.id;
        if self.named_blocks.iter().any(|named| named == id) {
            format!(r#" part="{name} {BLOCK_PREFIX}{id}""#)
        } else {
            format!(r#" part="{name}""#)
        }
    }

    /// The class of a text whose spaces are all to be seen, with a space before it.
    pub(crate) fn spaced(&self, block: &Placed<'_>) -> &'static str {
        if self.texts.is_spaced(block.id) {
            " w"
        } else {
            ""
        }
    }

    /// Counts the fields, from 0.
    pub(crate) fn next_field(&mut self) -> usize {
        self.fields += 1;
        self.fields - 1
    }

    /// Counts the buttons, from 0.
    pub(crate) fn next_button(&mut self) -> usize {
        self.buttons += 1;
        self.buttons - 1
    }

    /// Gives a block, whose one element begins at `start`, one class more.
    fn add_class(&mut self, start: usize, class: &str) {
        let tag_end = self.out[start..].find('>').unwrap_or_default();
        let tag = &self.out[start..start + tag_end];
        match tag.find(r#"class=""#) {
            Some(at) => self.out.insert_str(start + at + 7, &format!("{class} ")),
            None => {
                let name_end = tag.find(' ').unwrap_or(tag_end);
                self.out
                    .insert_str(start + name_end, &format!(r#" class="{class}""#));
            }
        }
    }

    /// Says of a block, whose one element begins at `start`, on which screens alone it is.
    fn limit(&mut self, start: usize, block: &Block) {
        let attribute = attribute(display_device::only_of_block(block));
        let name_end = self.out[start..].find([' ', '>']);
        if let Some(name_end) = name_end {
            self.out.insert_str(start + name_end, &attribute);
        }
    }
}
