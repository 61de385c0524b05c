//! Tokens, at any place and cut in any way: each gives one placeholder, and other text gives none.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Content, Format, Layout, Options, Rendered, StyleSheet};
use serde_json::{Value, json};

mod support;

use support::dom::{Dom, Element, parse};

const SOURCE: &str = "{{ first_name|default:\"dear friend\" }}";

fn render(format: Format, content: &Value, options: Options) -> Rendered {
    let json = content.to_string();
    let content: Content<'_> = serde_json::from_str(&json).unwrap();
    content.render(format, options).unwrap()
}

fn delta(ops: Value) -> Rendered {
    render(Format::Delta, &ops, Options::default())
}

fn markdown(text: &str) -> Rendered {
    render(Format::Markdown, &json!(text), Options::default())
}

/// Name and text of each placeholder.
fn tokens(html: &str) -> Vec<(String, String)> {
    fn collect(children: &[Dom], found: &mut Vec<(String, String)>) {
        for child in children {
            let Dom::Element(Element { tag, children, .. }) = child else {
                continue;
            };
            if let Dom::Element(element) = child
                && tag == "span"
                && let Some(name) = element.attribute("data-v")
            {
                found.push((name.to_owned(), support::dom::text_of(children)));
            }
            collect(children, found);
        }
    }
    let mut found = Vec::new();
    collect(&parse(html).children, &mut found);
    found
}

#[track_caller]
fn check_one(rendered: &Rendered) {
    let expected = ("first_name".to_owned(), "dear friend".to_owned());
    assert_eq!(tokens(&rendered.html), [expected], "{}", rendered.html);
    assert!(!rendered.html.contains("{{"), "{}", rendered.html);
    assert!(rendered.text.contains("dear friend"), "{}", rendered.text);
}

#[test]
fn a_token_is_one_wherever_two_cuts_part_it() {
    let formats = [
        json!({"bold": true}),
        json!({"italic": true, "link": "https://e.com"}),
        json!({"color": "red", "size": "large"}),
    ];
    for first in 1..SOURCE.len() {
        for second in first..SOURCE.len() {
            let parts = [&SOURCE[..first], &SOURCE[first..second], &SOURCE[second..]];
            let ops: Vec<Value> = parts
                .iter()
                .zip(&formats)
                .map(|(part, formats)| json!({"insert": part, "attributes": formats}))
                .collect();
            let rendered = delta(json!(ops));
            check_one(&rendered);
            assert_eq!(rendered.text, "dear friend");
        }
    }
}

#[test]
fn every_character_may_be_a_separate_run() {
    let ops: Vec<Value> = SOURCE
        .chars()
        .enumerate()
        .map(|(index, character)| {
            json!({"insert": character.to_string(), "attributes": {"bold": (index % 2 == 0)}})
        })
        .collect();
    let rendered = delta(json!(ops));
    check_one(&rendered);
    // It has the formats of the run in which it begins.
    assert_eq!(
        rendered.html,
        "<p><strong><span data-v=\"first_name\">dear friend</span></strong></p>"
    );
}

#[test]
fn nothing_goes_across_pictures_videos_or_lines() {
    for at in 1..SOURCE.len() {
        let (start, end) = SOURCE.split_at(at);
        for between in [
            json!({"image": "data:image/png;base64,AAAA"}),
            json!({"image": "https://e.com/not-shown.png"}),
            json!({"video": "https://e.com/v"}),
            json!("\n"),
            json!("\r\n"),
            json!("\u{fffc}"),
        ] {
            // Inside the default, a character is a character.
            if between == json!("\u{fffc}") && start.contains('"') && end.contains('"') {
                continue;
            }
            let rendered = delta(json!([{"insert": start}, {"insert": between}, {"insert": end}]));
            assert_eq!(tokens(&rendered.html), [], "{at} {between}");
        }
    }
}

#[test]
fn lines_of_every_kind_have_tokens() {
    for block in [
        json!({}),
        json!({"header": 1}),
        json!({"blockquote": true}),
        json!({"list": "ordered", "indent": 3}),
        json!({"code-block": "js"}),
    ] {
        let ops =
            json!([{"insert": format!("a {SOURCE} b")}, {"insert": "\n", "attributes": block}]);
        for layout in [Layout::Block, Layout::Inline, Layout::Label] {
            let options = Options {
                layout,
                ..Options::default()
            };
            check_one(&render(Format::Delta, &ops, options));
        }
        let json = ops.to_string();
        let content: Content<'_> = serde_json::from_str(&json).unwrap();
        let mut sheet = StyleSheet::default();
        let rendered = content.render_with_sheet(Format::Delta, Options::default(), &mut sheet);
        check_one(&rendered.unwrap());
    }
}

#[test]
fn markdown_has_tokens_in_words_and_code() {
    for text in [
        format!("a {SOURCE} b"),
        format!("**{SOURCE}**"),
        format!("# {SOURCE}"),
        format!("- {SOURCE}"),
        format!("`{SOURCE}`"),
        format!("```\n{SOURCE}\n```"),
        format!("    {SOURCE}"),
        format!("[{SOURCE}](https://e.com)"),
        format!("~~{SOURCE}~~ &amp; \\*"),
        format!("<b>{SOURCE}</b>"),
        format!("\\[{SOURCE}\\]"),
    ] {
        for smart_punctuation in [false, true] {
            for layout in [Layout::Block, Layout::Inline, Layout::Label] {
                let options = Options {
                    smart_punctuation,
                    layout,
                    ..Options::default()
                };
                check_one(&render(Format::Markdown, &json!(text), options));
            }
        }
    }
}

#[test]
fn emphasis_in_markdown_ends_a_token() {
    assert_eq!(tokens(&markdown("{{ na*me* }}").html), []);
    // Underscores inside a name do not mean emphasis.
    let expected = [("a_b_c".to_owned(), String::new())];
    assert_eq!(tokens(&markdown("{{ a_b_c }}").html), expected);
}

#[test]
fn a_token_in_an_alternative_text_is_its_default() {
    let rendered = markdown(&format!("![Hi {SOURCE}](/a.png)"));
    assert!(
        rendered.html.contains("alt=\"Hi dear friend\""),
        "{}",
        rendered.html
    );
}

#[test]
fn a_default_is_plain_text() {
    for (source, default) in [
        (
            "{{ a|default:\"<img src=x onerror=alert(1)>\" }}",
            "<img src=x onerror=alert(1)>",
        ),
        ("{{ a|default:'</span><script>' }}", "</span><script>"),
        ("{{ a|default:\"&lt;\" }}", "&lt;"),
        ("{{ a|default:\"{{ b }}\" }}", "{{ b }}"),
    ] {
        let rendered = delta(json!([{"insert": source}]));
        let expected = [("a".to_owned(), default.to_owned())];
        assert_eq!(tokens(&rendered.html), expected, "{}", rendered.html);
        assert_eq!(rendered.text, default);
    }
}

/// The link that an address leaves as: its address and its template.
fn link(format: Format, address: &str) -> Option<(String, Option<String>)> {
    let content = match format {
        Format::Delta => json!([{"insert": "x", "attributes": {"link": address}}]),
        Format::Markdown => json!(format!("[x](<{address}>)")),
    };
    let html = render(format, &content, Options::default()).html;
    let Some(Dom::Element(line)) = parse(&html).children.into_iter().next() else {
        panic!("{html}");
    };
    match line.children.first() {
        Some(Dom::Element(link)) => Some((
            link.attribute("href").unwrap().to_owned(),
            link.attribute("data-v").map(str::to_owned),
        )),
        _ => None,
    }
}

#[test]
fn links_have_tokens_only_behind_scheme_and_host() {
    for format in [Format::Delta, Format::Markdown] {
        for start in [
            "https://e.com/",
            "http://e.com/a/b",
            "https://e.com?x=",
            "https://e.com#",
            "/a",
            "/a/b?c=",
            "?",
            "#",
            "HTTPS://E.com/",
        ] {
            let found = link(format, &format!("{start}{{{{ code|default:'A&B/..' }}}}z"));
            let template = format!("{start}{{{{code|A%26B%2F..}}}}z");
            assert_eq!(
                found,
                Some((format!("{start}A%26B%2F..z"), Some(template))),
                "{start}"
            );
        }
        for start in [
            "",
            "https://",
            "https://e.com",
            "https://e.com:",
            "https://a@",
            "//",
            "/",
            "\\\\",
            "/\\",
            "javascript:",
            "mailto:",
            "tel:",
            "a",
            "https:",
            "https:///",
            "./",
            "data:text/html,",
        ] {
            let found = link(format, &format!("{start}{{{{ code }}}}/z"));
            assert_eq!(found, None, "{format:?} {start:?}");
        }
    }
}
