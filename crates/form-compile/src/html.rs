//! The layout of a version as HTML: a surface (a dialog, or a labelled region) with a panel in it, and in that every
//! step, of which the render module shows one.
//!
//! Classes are short, because the shadow root keeps them apart from the page's. What the render module looks for:
//! the surface, which is the only element at the top, and its first child, the panel; `form` (the steps, in order),
//! `[data-field]`, `[data-button]`, `[data-dormouse-close]`, `[role=alert]`, `[role=status]`.

use form_model::{
    FormType, Version,
    block::{Block, BlockKind, FieldKind},
    step::{Column, Row, Step},
};
use rich_text::escape_html;

use crate::{
    css::{self, Layout},
    image::Picture,
    texts::Texts,
};

use display_device::attribute;

mod button;
mod countdown;
mod coupon;
mod display_device;
mod divider;
mod field;
mod image;
pub(crate) mod part;
mod review;
mod rich_text_block;
mod video;

/// Looks up the picture of an image block, by the block's id.
pub(crate) type Pictures<'a> = &'a dyn Fn(&str) -> Option<(&'a Picture, String)>;

/// Compiles the HTML of a version.
///
/// `named_blocks`: the ids of those that the form's own CSS calls by a part name of their own.
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
        format!(r#"<dialog class="d" part="surface" tabindex="-1" autofocus aria-label="{name}">"#)
    } else {
        format!(r#"<section class="d" part="surface" tabindex="-1" aria-label="{name}">"#)
    });
    page.out
        .push_str(r#"<div class="p" part="panel"><div class="k">"#);
    for step in &version.steps {
        page.step(step);
    }
    // Filled with what went wrong, so that it is read out even where the focus stays.
    page.out
        .push_str(r#"<p class="e m h" role="alert"></p></div>"#);
    // An embed is part of the page, and stays.
    if version.form_type != FormType::Embed {
        page.close_button();
    }
    page.out.push_str(match version.form_type {
        FormType::Popup | FormType::FullScreen => "</div></dialog>",
        // Says once that it is there, to those who do not see it come.
        FormType::Flyout | FormType::Banner => r#"</div><p class="h" role="status"></p></section>"#,
        FormType::Embed => "</div></section>",
    });
    page.out
}

/// What the close button shows.
const CROSS: &str = r#"<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg>"#;

struct Page<'a> {
    version: &'a Version,
    layout: &'a Layout,
    named_blocks: &'a [String],
    texts: &'a Texts,
    pictures: Pictures<'a>,
    fields: usize,
    buttons: usize,
    /// Whether the step has no button but one.
    has_one_button: bool,
    /// Blocks of any kind so far.
    blocks: usize,
    out: String,
}

impl Page<'_> {
    /// Last in the tree, so that a keyboard reaches what the form is about first; first to the eye by its place.
    fn close_button(&mut self) {
        let label = escape_html(self.version.close_label());
        self.out.push_str(&format!(
            r#"<button class="x" part="close-button" type="button" data-dormouse-close aria-label="{label}">{CROSS}</button>"#
        ));
    }

    fn step(&mut self, step: &Step) {
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
        self.out.push_str("</form>");
    }

    fn column(&mut self, column: &Column) {
        let class = if image::is_side_image(column) {
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
        let class = if row.is_shared_by_field() { "r g" } else { "r" };
        let only = display_device::only_of_row(row);
        let own = self.layout.row(row);
        self.out.push_str(&format!(
            r#"<div class="{class}{own}" part="row"{}>"#,
            attribute(only)
        ));
        for block in &row.blocks {
            let start = self.out.len();
            self.block(block);
            if only.is_none() {
                self.limit(start, block);
            }
        }
        self.out.push_str("</div>");
    }

    fn block(&mut self, block: &Block) {
        let index = self.blocks;
        self.blocks += 1;
        let own_class = css::class_of(index, &block.kind);
        match &block.kind {
            BlockKind::RichText(text) => self.rich_text(&block.id, text),
            BlockKind::Image(image) => self.image(&block.id, image, &own_class),
            BlockKind::Text(field) => self.field(&block.id, field, FieldKind::Text),
            BlockKind::Email(field) => self.field(&block.id, field, FieldKind::Email),
            BlockKind::Button(button) => self.button(&block.id, button),
            BlockKind::Divider(_) => self.divider(&block.id, &own_class),
            BlockKind::Spacer(_) => self.spacer(&block.id, &own_class),
            BlockKind::Countdown(countdown) => self.countdown(&block.id, countdown),
            BlockKind::Coupon(coupon) => self.coupon(&block.id, index, coupon),
            BlockKind::Review(review) => self.review(&block.id, review),
            BlockKind::Video(video) => self.video(&block.id, video),
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
