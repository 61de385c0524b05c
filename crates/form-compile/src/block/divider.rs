//! Block `divider`: a horizontal line between blocks.

use form_model::block::Divider;

use super::{CompiledBlock, Kind, Placed, part::Part};
use crate::html::Page;

pub(super) const KIND: Kind = Kind {
    parts: &[Part::seen("divider")],
    sheets: &[include_str!("divider.css")],
    sheets_of_type: &[],
    lazy_part: None,
};

impl CompiledBlock for Divider {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let part = page.part("divider", block);
        page.push(&format!(r#"<hr class="dv{}"{part}>"#, block.own_class));
    }

    fn declarations(&self) -> Vec<String> {
        let mut declarations = Vec::new();
        if let Some(color) = &self.color {
            declarations.push(format!("border-color:{}", color.as_css()));
        }
        if self.thickness_px > 1 {
            declarations.push(format!("border-top-width:{}px", self.thickness_px));
        }
        if self.line.name() != "solid" {
            declarations.push(format!("border-top-style:{}", self.line.name()));
        }
        if self.width_percentage < 100 {
            declarations.push(format!("flex:0 1 {}%", self.width_percentage));
            declarations.push("margin-inline:auto".to_owned());
        }
        declarations
    }
}
