//! Where the lines of a Markdown text end.

use pulldown_cmark::{Event, Tag, TagEnd};

/// Whether this event separates lines: a block begins or ends, or it is a rule. The text before it and the text after
/// it are on different lines, whatever the nesting.
pub(super) fn parts_lines(event: &Event<'_>) -> bool {
    match event {
        Event::Rule => true,
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        _ => false,
    }
}
