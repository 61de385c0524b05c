//! Markdown: CommonMark with strikethrough. HTML in it is shown as text; links with other schemes leave as their words.

use std::mem;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, LinkType, Options as Extensions, Parser, Tag, TagEnd, html,
};

use crate::{
    Fault, Layout, Note, Options, Rendered,
    escape::push_markdown_text,
    image, limits, link,
    note::{LOST, LOST_MESSAGE},
    options::Addresses,
    token,
};

mod address;
mod inline;
mod lines;
mod mask;
mod words;

use mask::{Masked, Tokens};

/// Renders a Markdown text.
pub(crate) fn render(source: &str, options: Options) -> Result<Rendered, Fault> {
    let mut notes = Vec::new();
    let masked = masked(source)?;
    let events = read(&masked, options, &mut notes)?;
    let words = words::of(&events, Addresses::LeftOut);
    if words.contains(LOST) {
        notes.push(Note {
            path: String::new(),
            message: LOST_MESSAGE.to_owned(),
            is_minor: true,
        });
    }
    let mut out = String::with_capacity(source.len() * 2);
    let written = written(events);
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
    let masked = masked(source)?;
    let events = read(&masked, Options::default(), &mut Vec::new())?;
    Ok(words::of(&events, Addresses::Kept))
}

fn masked(source: &str) -> Result<Masked<'_>, Fault> {
    if source.len() > limits::TEXT_BYTES {
        return Err(Fault::TooMuchText { op: None });
    }
    Ok(Masked::of(source))
}

/// The events that may be shown.
fn read<'s>(
    Masked { source, tokens }: &'s Masked<'_>,
    options: Options,
    notes: &mut Vec<Note>,
) -> Result<Vec<Event<'s>>, Fault> {
    let mut extensions = Extensions::ENABLE_STRIKETHROUGH;
    extensions.set(
        Extensions::ENABLE_SMART_PUNCTUATION,
        options.smart_punctuation,
    );
    let mut reader = Reader {
        tokens,
        layout: options.layout,
        depth: 0,
        dropped: Vec::new(),
        image_at: None,
        first: None,
        joined: String::new(),
        notes,
        events: Vec::new(),
    };
    for event in Parser::new_ext(source, extensions) {
        reader.event(event)?;
    }
    reader.end_text();
    Ok(reader.events)
}

/// Filters events, and joins texts, so that a token is in one of them.
struct Reader<'n, 's> {
    tokens: &'s Tokens,
    layout: Layout,
    depth: usize,
    /// For each open link and image, whether its tags are dropped.
    dropped: Vec<bool>,
    /// How many links and images were open when the image began whose description is being read.
    image_at: Option<usize>,
    /// Text that may go on: its only piece, or all of them.
    first: Option<CowStr<'s>>,
    joined: String,
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
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let is_dropped = self.dropped.pop();
                if self.image_at == Some(self.dropped.len()) {
                    self.end_text();
                    self.image_at = None;
                }
                if is_dropped == Some(false) {
                    self.push(event);
                }
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) if self.image_at.is_some() => {
                self.dropped.push(true);
            }
            // A description is words: a browser shows no element in it.
            Event::Code(code) if self.image_at.is_some() => self.text(code),
            Event::Code(code) => {
                let code = self.tokens.put_back(code);
                self.push(Event::Code(code));
            }
            Event::Start(_) | Event::End(_) if self.image_at.is_some() => {}
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let dest_url = self.tokens.put_back(dest_url);
                let title = self.tokens.put_back(title);
                let address = match link_type {
                    LinkType::Email => CowStr::from(format!("mailto:{dest_url}")),
                    _ => dest_url,
                };
                // An autolink may be inside another link; HTML does not allow nested links.
                let is_in_link = self.dropped.contains(&false);
                let is_dropped = is_in_link || self.drops_link(&address);
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
                let dest_url = self.tokens.put_back(dest_url);
                // A title is an attribute, which the page cannot fill in.
                let title = self.tokens.put_back(title);
                let title = CowStr::from(token::without(&title).into_owned());
                let is_dropped = self.drops_image(&dest_url);
                let dest_url = CowStr::from(image::registered(&dest_url).into_owned());
                let tag = Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                };
                let place = self.dropped.len();
                self.start(tag, is_dropped);
                if !is_dropped {
                    self.image_at = Some(place);
                }
            }
            Event::Start(Tag::HtmlBlock) => self.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                // The first word is the language: <https://spec.commonmark.org/0.31.2/#info-string>.
                let info = self.tokens.put_back(info);
                let language = info.split_ascii_whitespace().next().unwrap_or_default();
                let kind = CodeBlockKind::Fenced(CowStr::from(language.to_owned()));
                self.push(Event::Start(Tag::CodeBlock(kind)));
            }
            event => self.push(event),
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'s>, is_dropped: bool) {
        self.dropped.push(is_dropped);
        if !is_dropped {
            self.push(Event::Start(tag));
        }
    }

    fn push(&mut self, event: Event<'s>) {
        self.end_text();
        self.events.push(event);
    }

    fn text(&mut self, text: CowStr<'s>) {
        let text = self.tokens.put_back(text);
        // Joined in place: a text may come in very many pieces.
        if !self.joined.is_empty() {
            self.joined.push_str(&text);
        } else if let Some(first) = self.first.take() {
            self.joined.push_str(&first);
            self.joined.push_str(&text);
        } else {
            self.first = Some(text);
        }
    }

    fn end_text(&mut self) {
        let text = match self.first.take() {
            Some(first) => first,
            None if self.joined.is_empty() => return,
            None => CowStr::from(mem::take(&mut self.joined)),
        };
        // The page cannot fill in a description.
        let text = if self.image_at.is_some() && has_token(&text) {
            CowStr::from(token::without(&text).into_owned())
        } else {
            text
        };
        self.events.push(Event::Text(text));
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

    /// Adds a note about what is dropped, and why.
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
                is_minor: false,
            });
        }
        result.is_err()
    }
}

/// The events as HTML: links open safely, tokens are placeholders, and text is escaped like CommonMark's own examples.
fn written<'s>(events: Vec<Event<'s>>) -> impl Iterator<Item = Event<'s>> {
    // A description is an attribute, and escaped when it is written; images do not nest.
    let mut is_in_image = false;
    events.into_iter().map(move |event| match event {
        Event::Start(Tag::Link {
            dest_url, title, ..
        }) => {
            let mut out = String::new();
            address::push_link(&mut out, &dest_url, &title);
            Event::InlineHtml(out.into())
        }
        Event::Text(text) if !is_in_image => {
            let mut out = String::with_capacity(text.len());
            push_words(&mut out, &text);
            Event::InlineHtml(out.into())
        }
        Event::Code(code) => {
            let mut out = String::from("<code>");
            push_words(&mut out, &code);
            out.push_str("</code>");
            Event::InlineHtml(out.into())
        }
        event => {
            match &event {
                Event::Start(Tag::Image { .. }) => is_in_image = true,
                Event::End(TagEnd::Image) => is_in_image = false,
                _ => {}
            }
            event
        }
    })
}

fn has_token(text: &str) -> bool {
    text.contains("{{") && token::find(text).next().is_some()
}

/// Adds text, its tokens as placeholders.
fn push_words(out: &mut String, text: &str) {
    let mut written = 0;
    for token in token::find(text) {
        push_markdown_text(out, &text[written..token.start]);
        token::push_placeholder(out, &token);
        written = token.end;
    }
    push_markdown_text(out, &text[written..]);
}
