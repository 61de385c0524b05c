//! Block `coupon`: the code, and a button with both of its labels, so that it is as wide before as after.

use form_model::block::Coupon;
use rich_text::escape_html;

use super::{CompiledBlock, Kind, Placed, part::Part};
use crate::html::Page;

pub(super) const KIND: Kind = Kind {
    parts: &[
        Part::pressed("coupon"),
        Part::seen("coupon-code"),
        Part::pressed("coupon-button"),
    ],
    sheets: &[include_str!("coupon.css")],
    sheets_of_type: &[],
    lazy_part: Some("coupon"),
};

impl CompiledBlock for Coupon {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let part = page.part("coupon", block);
        let index = block.index;
        page.push(&format!(
            r#"<div class="cp"{part}><code id="k{index}" part="coupon-code">{}</code><button type="button" part="coupon-button" data-copy aria-describedby="k{index}"><span>{}</span><span>{}</span></button><span class="h" aria-live="polite"></span></div>"#,
            escape_html(&self.code),
            escape_html(&self.copy_label),
            escape_html(&self.copied_label),
        ));
    }
}
