//! Markdown: CommonMark with strikethrough. HTML in it is shown as text; links with other schemes lose their link.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::{Rendered, escape_html, link, plain};

/// Renders a Markdown text.
pub fn render(source: &str) -> Rendered {
    let mut out = String::with_capacity(source.len() * 2);
    html::push_html(&mut out, filtered(source).map(anchor));
    Rendered {
        html: out,
        text: plain::plain_text(filtered(source)),
    }
}

/// The events that may be shown. Images leave as their description: a form's pictures are blocks of their own,
/// and a foreign address in a form would be a request to a third party.
fn filtered(source: &str) -> impl Iterator<Item = Event<'_>> {
    let mut dropped_links = 0_usize;
    Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH).filter_map(move |event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }) => {
            let address = match link_type {
                LinkType::Email => format!("mailto:{dest_url}"),
                _ => dest_url.into_string(),
            };
            match link::href(&address) {
                Some(address) => Some(Event::Start(Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url: CowStr::from(address),
                    title: CowStr::from(""),
                    id,
                })),
                None => {
                    dropped_links += 1;
                    None
                }
            }
        }
        // Links never nest, so an end belongs to the link dropped last, if one is open.
        Event::End(TagEnd::Link) if dropped_links > 0 => {
            dropped_links -= 1;
            None
        }
        event => Some(event),
    })
}

/// Writes a link as it leaves a form: in a new tab, and without telling the target where the visitor came from.
fn anchor(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link { dest_url, .. }) => Event::InlineHtml(
            format!(
                r#"<a href="{}" rel="noopener noreferrer" target="_blank">"#,
                escape_html(&dest_url)
            )
            .into(),
        ),
        event => event,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, html: &str, text: &str) {
        let rendered = render(source);
        assert_eq!(rendered.html.trim_end(), html);
        assert_eq!(rendered.text, text);
    }

    #[test]
    fn renders_common_mark() {
        check(
            "# Get **10 %** off\n\nBe the ~~last~~ *first* to know.",
            "<h1>Get <strong>10 %</strong> off</h1>\n<p>Be the <del>last</del> <em>first</em> to know.</p>",
            "Get 10 % off\nBe the last first to know.",
        );
        check(
            "- one\n- two",
            "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
            "one\ntwo",
        );
    }

    #[test]
    fn links_open_safely_and_keep_their_address_as_text() {
        check(
            "[Privacy](https://example.com/?a=1&b=2 \"title\")",
            r#"<p><a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">Privacy</a></p>"#,
            "Privacy (https://example.com/?a=1&b=2)",
        );
        check(
            "<ada@example.com>",
            r#"<p><a href="mailto:ada@example.com" rel="noopener noreferrer" target="_blank">ada@example.com</a></p>"#,
            "ada@example.com (mailto:ada@example.com)",
        );
    }

    #[test]
    fn a_link_with_another_scheme_leaves_as_its_words() {
        check(
            "[x](javascript:alert(1)) [y](https://e.com)",
            r#"<p>x <a href="https://e.com" rel="noopener noreferrer" target="_blank">y</a></p>"#,
            "x y (https://e.com)",
        );
        check("[x](&#106;avascript:alert(1))", "<p>x</p>", "x");
        check(
            "<javascript:alert(1)>",
            "<p>javascript:alert(1)</p>",
            "javascript:alert(1)",
        );
    }

    #[test]
    fn html_is_shown_as_text() {
        check(
            "a <img src=x onerror=alert(1)> b",
            "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>",
            "a <img src=x onerror=alert(1)> b",
        );
        let block = render("<script>alert(1)</script>");
        assert!(!block.html.contains("<script"), "{}", block.html);
    }

    #[test]
    fn images_leave_as_their_description() {
        check(
            "![a cat](https://t.example/cat.png)",
            "<p>a cat</p>",
            "a cat",
        );
    }
}
