//! The layout of a version as HTML: a dialog with every step in it, of which the render module shows one.
//!
//! Classes are short, because the shadow root keeps them apart from the page's. What the render module looks for:
//! `form` (the steps, in order), `[data-field]`, `[data-button]`, `[data-dormouse-close]`, `[role=alert]`.

use form_model::{
    Version,
    action::ActionKind,
    block::{Block, BlockKind, Button, Field, FieldKind, Image, ImageFit, RichText},
    step::{Column, Row, Step},
};
use rich_text::escape_html;

use crate::{image::Picture, texts::Texts};

/// Looks up the picture of an image block, by the block's id.
pub(crate) type Pictures<'a> = &'a dyn Fn(&str) -> Option<(&'a Picture, String)>;

/// Compiles the HTML of a version.
pub(crate) fn compile<'a>(version: &Version, texts: &'a Texts, pictures: Pictures<'a>) -> String {
    let mut page = Page {
        texts,
        pictures,
        fields: 0,
        buttons: 0,
        out: String::new(),
    };
    // `autofocus`: opening gives the focus to the dialog, and not to a field, which brings up a keyboard on touch.
    page.out.push_str(&format!(
        r#"<dialog class="d" tabindex="-1" autofocus aria-label="{}"><div class="p">"#,
        escape_html(&version.accessible_name)
    ));
    for step in &version.steps {
        page.step(step);
    }
    // Filled with what went wrong, so that it is read out even where the focus stays.
    page.out.push_str(r#"<p class="e m h" role="alert"></p>"#);
    // Last in the tree, so that a keyboard reaches what the form is about first; first to the eye by its place.
    page.out.push_str(
        r#"<button class="x" type="button" data-dormouse-close aria-label="Close"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg></button></div></dialog>"#,
    );
    page.out
}

struct Page<'a> {
    texts: &'a Texts,
    pictures: Pictures<'a>,
    fields: usize,
    buttons: usize,
    out: String,
}

impl Page<'_> {
    fn step(&mut self, step: &Step) {
        let columns = if step.columns.len() > 1 { "s s2" } else { "s" };
        self.out
            .push_str(&format!(r#"<form class="{columns}" novalidate hidden>"#));
        for column in &step.columns {
            self.column(column);
        }
        self.out.push_str("</form>");
    }

    fn column(&mut self, column: &Column) {
        let class = if is_side_image(column) { "c i" } else { "c" };
        self.out.push_str(&format!(r#"<div class="{class}">"#));
        for row in &column.rows {
            self.row(row);
        }
        self.out.push_str("</div>");
    }

    fn row(&mut self, row: &Row) {
        self.out.push_str(r#"<div class="r">"#);
        for block in &row.blocks {
            self.block(block);
        }
        self.out.push_str("</div>");
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::RichText(text) => self.rich_text(&block.id, text),
            BlockKind::Image(image) => self.image(&block.id, image),
            BlockKind::Text(field) => self.field(&block.id, field, FieldKind::Text),
            BlockKind::Email(field) => self.field(&block.id, field, FieldKind::Email),
            BlockKind::Button(button) => self.button(&block.id, button),
        }
    }

    fn rich_text(&mut self, block_id: &str, text: &RichText) {
        let small = if text.consent.is_some() { " n" } else { "" };
        let spaced = if self.texts.is_spaced(block_id) {
            " w"
        } else {
            ""
        };
        self.out.push_str(&format!(
            r#"<div class="t{small}{spaced}">{}</div>"#,
            self.texts.html(block_id)
        ));
    }

    fn image(&mut self, block_id: &str, image: &Image) {
        let Some((picture, src)) = (self.pictures)(block_id) else {
            return;
        };
        let class = match image.fit {
            ImageFit::Contain => "",
            ImageFit::Cover => r#" class="v""#,
        };
        self.out.push_str(&format!(
            r#"<img{class} src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">"#,
            escape_html(&src),
            escape_html(&image.alt),
            picture.width,
            picture.height
        ));
    }

    fn field(&mut self, block_id: &str, field: &Field, kind: FieldKind) {
        let index = self.fields;
        self.fields += 1;
        let (input_type, autocomplete) = match kind {
            FieldKind::Email => (r#"email" inputmode="email"#, "email"),
            FieldKind::Text => ("text", autocomplete(&field.property_name)),
        };
        let label_class = if field.show_label { "l" } else { "l h" };
        let required = if field.required {
            r#" aria-required="true""#
        } else {
            ""
        };
        let placeholder = field.placeholder.as_ref().map_or_else(String::new, |text| {
            format!(r#" placeholder="{}""#, escape_html(text))
        });
        self.out.push_str(&format!(
            r#"<div class="f"><label class="{label_class}" for="f{index}">{}</label><input id="f{index}" data-field="{index}" type="{input_type}" name="{}" autocomplete="{autocomplete}" maxlength="{}"{required}{placeholder} aria-describedby="e{index}"><p class="e" id="e{index}"></p></div>"#,
            self.texts.html(block_id),
            field.property_name,
            field.max_length,
        ));
    }

    fn button(&mut self, block_id: &str, button: &Button) {
        let index = self.buttons;
        self.buttons += 1;
        // A button that leads on is the form's own: Enter in a field presses it.
        let leads_on = button.action.submit || button.action.kind == ActionKind::NextStep;
        let (button_type, class) = match (leads_on, &button.action.kind) {
            (true, _) => ("submit", "b"),
            (false, ActionKind::Close) => ("button", "b q"),
            (false, _) => ("button", "b"),
        };
        self.out.push_str(&format!(
            r#"<button class="{class}" type="{button_type}" data-button="{index}">{}</button>"#,
            self.texts.html(block_id)
        ));
    }
}

/// Whether a column holds one picture that covers it.
fn is_side_image(column: &Column) -> bool {
    matches!(&column.rows[..], [row] if matches!(
        &row.blocks[..],
        [Block { kind: BlockKind::Image(Image { fit: ImageFit::Cover, .. }), .. }]
    ))
}

/// What browsers may fill in, by the property's name.
fn autocomplete(property_name: &str) -> &'static str {
    match property_name {
        "first_name" => "given-name",
        "last_name" => "family-name",
        "name" | "full_name" => "name",
        "organization" | "company" => "organization",
        "city" => "address-level2",
        "postal_code" | "zip" => "postal-code",
        _ => "on",
    }
}
