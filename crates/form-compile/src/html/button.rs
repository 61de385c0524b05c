//! Block `button`.

use form_model::{action::ActionKind, block::Button};

use super::Page;

impl Page<'_> {
    pub(super) fn button(&mut self, block_id: &str, button: &Button) {
        let index = self.buttons;
        self.buttons += 1;
        // A button that leads on is the form's own: Enter in a field presses it.
        let leads_on = button.action.submit || button.action.kind == ActionKind::NextStep;
        let (button_type, class, part) = match (leads_on, &button.action.kind) {
            (true, _) => ("submit", "b", "button"),
            // What declines is a link beside what leads on; alone, as where thanks are said, it is the step's button.
            (false, ActionKind::Close) if !self.has_one_button => {
                ("button", "b q", "secondary-button")
            }
            (false, _) => ("button", "b", "button"),
        };
        let own = self.layout.button(&button.styles);
        let part = self.part(part, block_id);
        self.out.push_str(&format!(
            r#"<button class="{class}{own}"{part} type="{button_type}" data-button="{index}">{}</button>"#,
            self.texts.html(block_id)
        ));
    }
}
