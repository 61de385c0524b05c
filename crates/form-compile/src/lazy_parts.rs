//! The optional parts of the render module that a version needs; the page imports only those.
//!
//! Each is a file `www/loader/src/render/parts/<name>.js`.

use form_model::{FormType, Version};

use crate::{block, texts::NEW_TAB};

/// Their names; `has_custom_css`: whether the form has custom CSS.
pub(crate) fn of(version: &Version, html: &str, has_custom_css: bool) -> Vec<&'static str> {
    let mut parts = Vec::new();
    for (_, block) in version.blocks() {
        if let Some(part) = block::of(&block.kind).kind().lazy_part
            && !parts.contains(&part)
        {
            parts.push(part);
        }
    }
    parts.sort_unstable();
    // In one file: a name more would cost every form its bytes.
    if version.bot_trap || version.back_to_close && version.form_type.is_modal() {
        parts.push("back");
    }
    if html.contains(NEW_TAB) {
        parts.push("links");
    }
    if matches!(version.form_type, FormType::Flyout | FormType::Banner) {
        parts.push("in_window");
    }
    let placement = &version.placement;
    if placement.location.is_some()
        && (placement.push == Some(true) || placement.sticky == Some(true))
    {
        parts.push("push");
    }
    if html.contains("data-v=") {
        parts.push("tokens");
    }
    if has_custom_css {
        parts.push("custom_css");
    }
    parts
}
