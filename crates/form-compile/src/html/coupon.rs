//! Block `coupon`: the code, and a button with both of its labels, so that it is as wide before as after.

use form_model::block::Coupon;
use rich_text::escape_html;

use super::Page;

impl Page<'_> {
    pub(super) fn coupon(&mut self, block_id: &str, index: usize, coupon: &Coupon) {
        let part = self.part("coupon", block_id);
        self.out.push_str(&format!(
            r#"<div class="cp"{part}><code id="k{index}" part="coupon-code">{}</code><button type="button" part="coupon-button" data-copy aria-describedby="k{index}"><span>{}</span><span>{}</span></button><span class="h" aria-live="polite"></span></div>"#,
            escape_html(&coupon.code),
            escape_html(&coupon.copy_label),
            escape_html(&coupon.copied_label),
        ));
    }
}
