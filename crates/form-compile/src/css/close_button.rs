//! The button that closes a form.

use form_model::{FormType, Version, styles::CloseButtonShape};

use super::rule::Declarations;

/// The least size that takes a press on a touch screen, and the size that the sheet gives it.
const TOUCH_PX: u32 = 44;

/// The rules of the close button.
pub(super) fn rules(version: &Version) -> String {
    let styles = &version.styles.close_button;
    let mut rule = Declarations::default();
    rule.color("color", styles.color.as_ref());
    match (styles.style, &styles.background_color) {
        (Some(CloseButtonShape::Plain), _) => rule.push("background", "none"),
        (_, color) => rule.color("background", color.as_ref()),
    }
    let size = styles.size_px.filter(|&size| size != TOUCH_PX);
    rule.px("width", size);
    rule.px("height", size);
    if size.is_some_and(|size| size < TOUCH_PX) {
        rule.push("margin", "6px");
    }
    let large = size.filter(|&size| version.form_type == FormType::Banner && size > TOUCH_PX);
    if let Some(size) = large {
        // In the middle of one line, as `banner.css` has it, and the line as high as that takes.
        let half = size.div_ceil(2);
        let top = format!("calc(min(50%,{}px) - {half}px)", half + 2);
        rule.push("inset-block-start", &top);
    }
    let mut css = rule.of(".x");
    if let Some(size) = large {
        css.push_str(&format!(".c{{min-height:{}px}}", size + 4));
    }
    if let Some(size) = size {
        let icon = (size * 2).div_ceil(5).max(12);
        css.push_str(&format!(".x svg{{width:{icon}px;height:{icon}px}}"));
        if size < TOUCH_PX {
            let around = (TOUCH_PX - size).div_ceil(2);
            css.push_str(&format!(
                "@media (pointer:coarse){{.x::after{{content:\"\";position:absolute;inset:-{around}px}}}}"
            ));
        }
    }
    css
}
