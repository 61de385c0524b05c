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
