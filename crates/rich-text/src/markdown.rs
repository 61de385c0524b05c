//! Markdown: CommonMark with strikethrough. HTML in it is shown as text; links with other schemes leave as their words.

use pulldown_cmark::{CowStr, Event, LinkType, Options as Extensions, Parser, Tag, TagEnd, html};

use crate::{
    Fault, Layout, Note, Options, Rendered,
    escape::{escape_html, push_html},
    limits, link,
    options::Addresses,
    token,
};

mod address;
mod inline;
mod words;

/// Renders a Markdown text.
pub(crate) fn render(source: &str, options: Options) -> Result<Rendered, Fault> {
    let mut notes = Vec::new();
    let events = read(source, options, &mut notes)?;
    let words = words::of(&events, Addresses::LeftOut);
    let mut out = String::with_capacity(source.len() * 2);
    let written = events.into_iter().map(written);
    match options.layout {
        Layout::Block => html::push_html(&mut out, written),
        Layout::Inline | Layout::Label => html::push_html(&mut out, inline::one_line(written)),
    }
    Ok(Rendered {
        html: out,
        text: words,
        notes,
    })
}

/// The words of a Markdown text, each link's address behind its words.
pub(crate) fn words_with_addresses(source: &str) -> Result<String, Fault> {
    let events = read(source, Options::default(), &mut Vec::new())?;
    Ok(words::of(&events, Addresses::Kept))
}

/// The events that may be shown.
fn read<'s>(
    source: &'s str,
    options: Options,
    notes: &mut Vec<Note>,
) -> Result<Vec<Event<'s>>, Fault> {
    if source.len() > limits::TEXT_BYTES {
        return Err(Fault::TooMuchText { op: None });
    }
    let mut extensions = Extensions::ENABLE_STRIKETHROUGH;
    extensions.set(
        Extensions::ENABLE_SMART_PUNCTUATION,
        options.smart_punctuation,
    );
    let mut reader = Reader {
        layout: options.layout,
        depth: 0,
        dropped: Vec::new(),
        notes,
        events: Vec::new(),
    };
    for event in Parser::new_ext(source, extensions) {
        reader.event(event)?;
    }
    Ok(reader.events)
}

/// Filters events, and joins texts, so that a token is in one of them.
struct Reader<'n, 's> {
    layout: Layout,
    depth: usize,
    /// For each open link and image, whether its tags are dropped.
    dropped: Vec<bool>,
    notes: &'n mut Vec<Note>,
    events: Vec<Event<'s>>,
}

impl<'s> Reader<'_, 's> {
    fn event(&mut self, event: Event<'s>) -> Result<(), Fault> {
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > limits::DEPTH {
                    return Err(Fault::TooDeep);
                }
            }
            Event::End(_) => self.depth -= 1,
            _ => {}
        }
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(text),
            Event::Start(Tag::HtmlBlock) => self.events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.events.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let address = match link_type {
                    LinkType::Email => CowStr::from(format!("mailto:{dest_url}")),
                    _ => dest_url,
                };
                let is_dropped = self.drops_link(&address);
                let tag = Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url: address,
                    title,
                    id,
                };
                self.start(tag, is_dropped);
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let is_dropped = self.drops_image(&dest_url);
                let tag = Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                };
                self.start(tag, is_dropped);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.dropped.pop() == Some(false) {
                    self.events.push(event);
                }
            }
            event => self.events.push(event),
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'s>, is_dropped: bool) {
        self.dropped.push(is_dropped);
        if !is_dropped {
            self.events.push(Event::Start(tag));
        }
    }

    fn text(&mut self, text: CowStr<'s>) {
        // A parser of HTML would put U+FFFD there: <https://spec.commonmark.org/0.31.2/#insecure-characters>.
        let text = if text.contains('\0') {
            CowStr::from(text.replace('\0', "\u{fffd}"))
        } else {
            text
        };
        if let Some(Event::Text(before)) = self.events.last_mut() {
            *before = CowStr::from(format!("{before}{text}"));
        } else {
            self.events.push(Event::Text(text));
        }
    }

    fn drops_link(&mut self, address: &str) -> bool {
        if self.layout == Layout::Label {
            return true;
        }
        let result = link::check(address);
        self.note("link", address, result)
    }

    fn drops_image(&mut self, address: &str) -> bool {
        let result = address::check_image(address);
        self.note("image", address, result)
    }

    /// Notes what is dropped, and why.
    fn note<E: std::fmt::Display>(
        &mut self,
        what: &str,
        address: &str,
        result: Result<(), E>,
    ) -> bool {
        if let Err(fault) = &result {
            let shown: String = address.chars().take(limits::SHOWN_CHARS).collect();
            self.notes.push(Note {
                path: String::new(),
                message: format!("has the {what} {shown:?}, which {fault}"),
            });
        }
        result.is_err()
    }
}

/// The event as it is written: links open safely, tokens are placeholders.
fn written(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link {
            dest_url, title, ..
        }) => {
            let mut out = String::new();
            address::push_link(&mut out, &dest_url, &title);
            Event::InlineHtml(out.into())
        }
        Event::Text(text) if has_token(&text) => Event::InlineHtml(with_placeholders(&text).into()),
        Event::Code(code) if has_token(&code) => {
            Event::InlineHtml(format!("<code>{}</code>", with_placeholders(&code)).into())
        }
        event => event,
    }
}

fn has_token(text: &str) -> bool {
    text.contains("{{") && token::find(text).next().is_some()
}

fn with_placeholders(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut written = 0;
    for token in token::find(text) {
        push_html(&mut out, &text[written..token.start]);
        token::push_placeholder(&mut out, &token);
        written = token.end;
    }
    out.push_str(&escape_html(&text[written..]));
    out
}
