//! Block `rich_text`: its HTML as the rich-text compiler made it.

use form_model::block::RichText;

use super::Page;

impl Page<'_> {
    pub(super) fn rich_text(&mut self, block_id: &str, text: &RichText) {
        let (small, part) = if text.consent.is_some() {
            (" n", "consent")
        } else {
            ("", "text")
        };
        let part = self.part(part, block_id);
        let spaced = if self.texts.is_spaced(block_id) {
            " w"
        } else {
            ""
        };
        self.out.push_str(&format!(
            r#"<div class="t{small}{spaced}"{part}>{}</div>"#,
            self.texts.html(block_id)
        ));
    }
}
