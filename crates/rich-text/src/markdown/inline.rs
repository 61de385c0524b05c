//! Markdown inside a line: the contents of blocks, separated by line breaks.

use std::mem;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::lines::parts_lines;

/// The line break between two lines.
const BREAK: &str = "<br>";

/// The events without blocks. Texts are written already.
pub(super) fn one_line<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let mut needs_break = false;
    let mut is_empty = true;
    let mut is_code = false;
    events
        .flat_map(move |event| {
            match &event {
                Event::Start(Tag::CodeBlock(_)) => is_code = true,
                Event::End(TagEnd::CodeBlock) => is_code = false,
                _ => {}
            }
            if parts_lines(&event) {
                needs_break = !is_empty;
                return [None, None];
            }
            let event = match event {
                Event::InlineHtml(code) if is_code => code_lines(&code),
                event => event,
            };
            is_empty = false;
            let line_break =
                mem::take(&mut needs_break).then_some(Event::InlineHtml(CowStr::Borrowed(BREAK)));
            [line_break, Some(event)]
        })
        .flatten()
}

/// Code, its lines parted by line breaks: outside `<pre>` a line feed is a space.
fn code_lines<'a>(code: &str) -> Event<'a> {
    let code = code.strip_suffix('\n').unwrap_or(code);
    Event::InlineHtml(CowStr::from(code.replace('\n', BREAK)))
}
