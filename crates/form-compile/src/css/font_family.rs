//! Typefaces as CSS: stacks of what systems bring along.

use form_model::styles::FontFamily;

/// The stack of a typeface; the first that the visitor's system has is shown.
pub(super) fn stack(family: FontFamily) -> &'static str {
    match family {
        FontFamily::Sans => {
            "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
        }
        FontFamily::Serif => "Charter,'Iowan Old Style','Palatino Linotype',Georgia,serif",
        FontFamily::Mono => "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace",
        FontFamily::Rounded => {
            "ui-rounded,'Hiragino Maru Gothic ProN',Quicksand,'Arial Rounded MT Bold',Nunito,system-ui,sans-serif"
        }
        FontFamily::Humanist => {
            "Seravek,'Gill Sans Nova',Ubuntu,Calibri,'DejaVu Sans',source-sans-pro,sans-serif"
        }
    }
}
