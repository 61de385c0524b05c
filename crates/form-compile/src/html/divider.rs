//! Blocks `divider` and `spacer`: what stands between others; how it looks is in the rules of its class.

use super::Page;

impl Page<'_> {
    pub(super) fn divider(&mut self, block_id: &str, own_class: &str) {
        let part = self.part("divider", block_id);
        self.out
            .push_str(&format!(r#"<hr class="dv{own_class}"{part}>"#));
    }

    pub(super) fn spacer(&mut self, block_id: &str, own_class: &str) {
        let part = self.part("spacer", block_id);
        self.out
            .push_str(&format!(r#"<div class="sp{own_class}"{part}></div>"#));
    }
}
