//! Ends of lines, as editors of all systems write them.

use std::borrow::Cow;

/// The text with line feeds alone: CR LF and CR are one each.
pub(crate) fn line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}
