//! Fields: label, input, and a place for what is wrong with the answer.

use form_model::block::{Field, FieldKind};
use rich_text::escape_html;

use super::Page;

impl Page<'_> {
    pub(super) fn field(&mut self, block_id: &str, field: &Field, kind: FieldKind) {
        let index = self.fields;
        self.fields += 1;
        let (input_type, autocomplete) = match kind {
            FieldKind::Email => (r#"email" inputmode="email"#, "email"),
            FieldKind::Text => ("text", autocomplete(&field.property_name)),
        };
        let is_shown = field.show_label && !self.layout.labels_are_hidden;
        let is_inside = is_shown && self.layout.labels_are_inside;
        let label_class = if is_shown { "l" } else { "l h" };
        let required = if field.required {
            r#" aria-required="true""#
        } else {
            ""
        };
        let placeholder = match &field.placeholder {
            Some(text) => format!(r#" placeholder="{}""#, escape_html(text)),
            // Tells the sheet that the input is empty.
            None if is_inside => r#" placeholder=" ""#.to_owned(),
            None => String::new(),
        };
        let label = format!(
            r#"<label class="{label_class}" part="label" for="f{index}">{}</label>"#,
            self.texts.html(block_id)
        );
        let input = format!(
            r#"<input id="f{index}" part="input" data-field="{index}" type="{input_type}" name="{}" autocomplete="{autocomplete}" maxlength="{}"{required}{placeholder} aria-describedby="e{index}">"#,
            field.property_name, field.max_length,
        );
        // A label that follows its input knows whether that is empty.
        let (class, first, second) = if is_inside {
            ("f j", input, label)
        } else {
            ("f", label, input)
        };
        let part = self.part("field", block_id);
        self.out.push_str(&format!(
            r#"<div class="{class}"{part}>{first}{second}<p class="e" part="error" id="e{index}"></p></div>"#
        ));
    }
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
