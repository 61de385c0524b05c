//! Block `button`.

use form_model::{
    Version,
    action::ActionKind,
    block::{Button, Variant},
};

use super::{CompiledBlock, Kind, Placed, Text, part::Part};
use crate::{behavior, html::Page};

const LINK: &str = include_str!("link_button.css");
/// The sheet of secondary buttons, which overrides a form's styles for all buttons.
pub(crate) const SECONDARY_BUTTON: &str = include_str!("secondary_button.css");

pub(super) const KIND: Kind = Kind {
    parts: &[Part::pressed("button"), Part::pressed("secondary-button")],
    sheets: &[include_str!("button.css"), LINK],
    sheets_of_type: &[],
    lazy_part: None,
};

impl CompiledBlock for Button {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let index = page.next_button();
        // A button that leads on is the form's default: Enter in a field presses it.
        let leads_on = self.action.submit || self.action.kind == ActionKind::NextStep;
        let button_type = if leads_on { "submit" } else { "button" };
        let (class, part) = match self.variant(page.has_one_button) {
            Variant::Primary => ("b", "button"),
            Variant::Secondary => ("b bs", "secondary-button"),
            Variant::Link => ("b q", "secondary-button"),
        };
        let own = page.layout.button(&self.styles);
        let part = page.part(part, block);
        let label = page.texts.html(block.id);
        page.push(&format!(
            r#"<button class="{class}{own}"{part} type="{button_type}" data-button="{index}">{label}</button>"#
        ));
    }

    fn needs(&self, sheet: &'static str, _version: &Version) -> bool {
        sheet != LINK || self.variant(false) == Variant::Link
    }

    fn text(&self) -> Option<Text<'_>> {
        Some(Text::Label(&self.label))
    }

    fn behavior(&self, _block_id: &str) -> String {
        behavior::button(self)
    }
}
