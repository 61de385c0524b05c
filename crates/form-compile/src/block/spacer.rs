//! Block `spacer`: empty space.

use form_model::block::Spacer;

use super::{CompiledBlock, Kind, Placed, part::Part};
use crate::html::Page;

pub(super) const KIND: Kind = Kind {
    parts: &[Part::seen("spacer")],
    sheets: &[],
    sheets_of_type: &[],
    lazy_part: None,
};

impl CompiledBlock for Spacer {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let part = page.part("spacer", block);
        page.push(&format!(
            r#"<div class="sp{}"{part}></div>"#,
            block.own_class
        ));
    }

    fn declarations(&self) -> Vec<String> {
        vec![format!("height:{}px", self.height_px)]
    }
}
