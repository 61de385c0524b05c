//! Markdown inside a line: what blocks hold, parted by line breaks.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The events without blocks.
pub(super) fn one_line<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let mut needs_break = false;
    let mut is_empty = true;
    events
        .filter(move |event| !is_block(event) || ends_line(event))
        .flat_map(move |event| {
            if ends_line(&event) {
                needs_break = !is_empty;
                return [None, None];
            }
            is_empty = false;
            let line_break = std::mem::take(&mut needs_break)
                .then_some(Event::InlineHtml(CowStr::Borrowed("<br>")));
            [line_break, Some(event)]
        })
        .flatten()
}

fn is_block(event: &Event<'_>) -> bool {
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

fn ends_line(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Rule
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock)
    )
}
