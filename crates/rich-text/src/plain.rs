//! Plain text of a Markdown text: what is stored as the words that a visitor agreed to.

use pulldown_cmark::{Event, Tag, TagEnd};

/// Collects the words of filtered events; blocks end a line, a link's address follows its words.
pub(crate) fn plain_text<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut text = String::new();
    let mut addresses = Vec::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak | Event::Rule => text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => addresses.push((text.len(), dest_url)),
            Event::End(TagEnd::Link) => {
                if let Some((start, address)) = addresses.pop()
                    && text.get(start..) != Some(&*address)
                {
                    text.push_str(&format!(" ({address})"));
                }
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock,
            ) if !text.ends_with('\n') => text.push('\n'),
            _ => {}
        }
    }
    text.trim_end().to_owned()
}
