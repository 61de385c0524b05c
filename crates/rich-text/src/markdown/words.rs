//! The plain text of a Markdown text.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::lines::parts_lines;
use crate::{options::Addresses, token};

/// Collects the text of events; each block is a separate line. The description of a visible image is not part of the
/// text.
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
            Event::HardBreak => text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => links.push((text.len(), dest_url)),
            Event::End(TagEnd::Link) => {
                if let Some((start, address)) = links.pop()
                    && addresses == Addresses::Kept
                    && text.get(start..) != Some(&**address)
                {
                    text.push_str(&format!(" ({address})"));
                }
            }
            event if parts_lines(event) && !text.is_empty() && !text.ends_with('\n') => {
                text.push('\n');
            }
            _ => {}
        }
    }
    text.trim_end().to_owned()
}
