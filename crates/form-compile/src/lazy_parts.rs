//! Parts of the render module that a version needs beyond what all do; the page imports those alone.
//!
//! Each is a file `www/loader/src/render/parts/<name>.js`.

use form_model::{Version, block::BlockKind};

/// Their names.
pub(crate) fn of(version: &Version) -> Vec<&'static str> {
    let has = |is_wanted: fn(&BlockKind) -> bool| {
        version.blocks().any(|(_, block)| is_wanted(&block.kind))
    };
    let mut parts = Vec::new();
    if has(|kind| matches!(kind, BlockKind::Countdown(_))) {
        parts.push("countdown");
    }
    if has(|kind| matches!(kind, BlockKind::Coupon(_))) {
        parts.push("coupon");
    }
    if version.back_to_close && version.form_type.is_modal() {
        parts.push("back");
    }
    parts
}
