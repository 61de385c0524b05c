//! Block `rich_text`: its HTML as the rich-text compiler made it.

use form_model::{Version, block::RichText, styles::TextAlign};

use super::{
    CompiledBlock, Kind, Placed, Text,
    part::{self, Part},
};
use crate::{behavior, html::Page};

/// The sheet of rich texts, whatever the block that they are in.
pub(super) const TEXT: &str = include_str!("text.css");
const CENTER: &str = include_str!("text_center.css");
const CONSENT: &str = include_str!("consent.css");

pub(super) const KIND: Kind = Kind {
    parts: &[Part::seen("text"), Part::needed(part::CONSENT)],
    sheets: &[TEXT, CENTER, CONSENT],
    sheets_of_type: &[],
    lazy_part: None,
};

impl CompiledBlock for RichText {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let (small, part) = if self.consent.is_some() {
            (" n", part::CONSENT)
        } else {
            ("", "text")
        };
        let part = page.part(part, block);
        let spaced = page.spaced(block);
        let html = page.texts.html(block.id);
        page.push(&format!(
            r#"<div class="t{small}{spaced}"{part}>{html}</div>"#
        ));
    }

    fn needs(&self, sheet: &'static str, version: &Version) -> bool {
        match sheet {
            CENTER => version.styles.text_align == TextAlign::Center,
            CONSENT => self.consent.is_some(),
            _ => true,
        }
    }

    fn text(&self) -> Option<Text<'_>> {
        Some(Text::Blocks(&self.content))
    }

    fn behavior(&self, block_id: &str) -> String {
        self.consent
            .map_or_else(String::new, |consent| behavior::consent(consent, block_id))
    }
}
