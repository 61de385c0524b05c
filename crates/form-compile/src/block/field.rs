//! Fields: label, input, and a place for an error message.

use form_model::{
    Version,
    block::{Field, FieldKind},
    step::Row,
};
use rich_text::escape_html;

use super::{CompiledBlock, Kind, Placed, Text, part::Part};
use crate::{behavior, html::Page};

const SHARED_ROW: &str = include_str!("shared_row.css");

pub(super) const KIND: Kind = Kind {
    parts: &[
        Part::pressed("field"),
        Part::pressed("label"),
        Part::pressed("input"),
        Part::seen("error"),
    ],
    sheets: &[include_str!("field.css"), SHARED_ROW],
    sheets_of_type: &[],
    lazy_part: None,
};

impl CompiledBlock for Field {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let index = page.next_field();
        let (input_type, autocomplete) = match self.kind {
            FieldKind::Email => (r#"email" inputmode="email"#, "email"),
            FieldKind::Text => ("text", autocomplete(&self.property_name)),
        };
        let is_shown = self.show_label && !page.layout.labels_are_hidden;
        let is_inside = is_shown && page.layout.labels_are_inside;
        let label_class = if is_shown { "l" } else { "l h" };
        let required = if self.required {
            r#" aria-required="true""#
        } else {
            ""
        };
        let placeholder = match &self.placeholder {
            Some(text) => format!(r#" placeholder="{}""#, escape_html(text)),
            // Lets the sheet detect that the input is empty.
            None if is_inside => r#" placeholder=" ""#.to_owned(),
            None => String::new(),
        };
        let label = format!(
            r#"<label class="{label_class}" part="label" for="f{index}">{}</label>"#,
            page.texts.html(block.id)
        );
        let input = format!(
            r#"<input id="f{index}" part="input" data-field="{index}" type="{input_type}" name="{}" autocomplete="{autocomplete}" maxlength="{}"{required}{placeholder} aria-describedby="e{index}">"#,
            self.property_name, self.max_length,
        );
        // A label that follows its input knows whether that is empty.
        let (class, first, second) = if is_inside {
            ("f j", input, label)
        } else {
            ("f", label, input)
        };
        let part = page.part("field", block);
        page.push(&format!(
            r#"<div class="{class}"{part}>{first}{second}<p class="e" part="error" id="e{index}"></p></div>"#
        ));
    }

    fn needs(&self, sheet: &'static str, version: &Version) -> bool {
        let columns = || version.steps.iter().flat_map(|step| &step.columns);
        let mut rows = columns().flat_map(|column| &column.rows);
        sheet != SHARED_ROW || rows.any(Row::is_shared_by_field)
    }

    fn text(&self) -> Option<Text<'_>> {
        Some(Text::Label(&self.label))
    }

    fn behavior(&self, _block_id: &str) -> String {
        behavior::field(self)
    }
}

/// The `autocomplete` value, by the property's name.
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
