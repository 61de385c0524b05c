//! The words of a Markdown text.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::{options::Addresses, token};

/// Collects the words of events; blocks end a line. The description of an image that is shown is no word of the text.
pub(super) fn of(events: &[Event<'_>], addresses: Addresses) -> String {
    let mut text = String::new();
    let mut links = Vec::new();
    let mut is_in_image = false;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => is_in_image = true,
            Event::End(TagEnd::Image) => is_in_image = false,
            _ if is_in_image => {}
            Event::Text(words) | Event::Code(words) => {
                text.push_str(&token::without(words));
            }
            Event::SoftBreak => text.push(' '),
            Event::HardBreak | Event::Rule => text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => links.push((text.len(), dest_url)),
            Event::End(TagEnd::Link) => {
                if let Some((start, address)) = links.pop()
                    && addresses == Addresses::Kept
                    && text.get(start..) != Some(&**address)
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
