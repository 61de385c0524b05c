//! Blocks `divider` and `spacer`: what stands between others; how it looks is in the rules of its class.

use super::Page;

impl Page<'_> {
    pub(super) fn divider(&mut self, own_class: &str) {
        self.out
            .push_str(&format!(r#"<hr class="dv{own_class}" part="divider">"#));
    }

    pub(super) fn spacer(&mut self, own_class: &str) {
        self.out.push_str(&format!(
            r#"<div class="sp{own_class}" part="spacer"></div>"#
        ));
    }
}
