//! Examples of Markdown and its HTML.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Content, Format, Layout, Options, Rendered};

fn render(source: &str, options: Options) -> Rendered {
    let content = Content::Text(source.into());
    content.render(Format::Markdown, options).unwrap()
}

#[track_caller]
fn check(source: &str, html: &str, text: &str) {
    let rendered = render(source, Options::default());
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
fn links_open_safely_and_keep_their_title() {
    check(
        "[Privacy](https://example.com/?a=1&b=2 \"title\")",
        r#"<p><a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank" title="title">Privacy</a></p>"#,
        "Privacy",
    );
    check(
        "[foo <https://a.example/> bar](/uri)",
        r#"<p><a href="/uri" rel="noopener noreferrer" target="_blank">foo https://a.example/ bar</a></p>"#,
        "foo https://a.example/ bar",
    );
    check(
        "<ada@example.com>",
        r#"<p><a href="mailto:ada@example.com" rel="noopener noreferrer" target="_blank">ada@example.com</a></p>"#,
        "ada@example.com",
    );
}

#[test]
fn a_link_with_another_scheme_becomes_its_words_and_is_noted() {
    check(
        "[x](javascript:alert(1)) [y](https://e.com)",
        r#"<p>x <a href="https://e.com" rel="noopener noreferrer" target="_blank">y</a></p>"#,
        "x y",
    );
    check("[x](&#106;avascript:alert(1))", "<p>x</p>", "x");
    check(
        "<javascript:alert(1)>",
        "<p>javascript:alert(1)</p>",
        "javascript:alert(1)",
    );
    let notes = render("[x](javascript:alert(1))", Options::default()).notes;
    assert_eq!(
        notes[0].message,
        "has the link \"javascript:alert(1)\", which has a scheme that a link may not have; http, https, mailto, tel, sms or none is allowed"
    );
}

#[test]
fn html_is_shown_as_text() {
    check(
        "a <img src=x onerror=alert(1)> b",
        "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>",
        "a <img src=x onerror=alert(1)> b",
    );
    let block = render("<script>alert(1)</script>", Options::default());
    assert!(!block.html.contains("<script"), "{}", block.html);
}

#[test]
fn images_are_shown_if_they_need_no_third_party() {
    check(
        "![a cat](/cat.png \"Tom\")",
        r#"<p><img src="/cat.png" alt="a cat" title="Tom" /></p>"#,
        "",
    );
    for foreign in [
        "https://t.example/cat.png",
        "//t.example/cat.png",
        "javascript:x",
    ] {
        let rendered = render(&format!("![a cat]({foreign})"), Options::default());
        assert_eq!(rendered.html, "<p>a cat</p>\n");
        assert_eq!(rendered.notes.len(), 1);
    }
}

#[test]
fn punctuation_is_typographic_by_choice() {
    let plain = render("\"a\" -- b...", Options::default());
    assert_eq!(plain.html, "<p>&quot;a&quot; -- b...</p>\n");
    let smart = Options {
        smart_punctuation: true,
        ..Options::default()
    };
    assert_eq!(render("\"a\" -- b...", smart).html, "<p>“a” – b…</p>\n");
    assert_eq!(
        render("{{ name|default:\"you\" }}", smart).html,
        "<p><span data-v=\"name\">you</span></p>\n"
    );
}

#[test]
fn tokens_are_placeholders_in_words_code_and_addresses() {
    check(
        "Hi {{ first_name|default:\"<you>\" }}, `{{ code }}`",
        r#"<p>Hi <span data-v="first_name">&lt;you&gt;</span>, <code><span data-v="code"></span></code></p>"#,
        "Hi <you>,",
    );
    check(
        "[x](https://e.com/?n={{name}})",
        r#"<p><a data-v="https://e.com/?n={{name|}}" href="https://e.com/?n=" rel="noopener noreferrer" target="_blank">x</a></p>"#,
        "x",
    );
    check("[x]({{url}})", "<p>x</p>", "x");
    // Neither spaces nor marks in a token mean anything to Markdown.
    check(
        "[x](https://e.com/?n={{ name }} \"{{ a|default:\'*b*\' }}\") {{ c|default:\"*d* [e](f)\" }}",
        r#"<p><a data-v="https://e.com/?n={{name|}}" href="https://e.com/?n=" rel="noopener noreferrer" target="_blank" title="*b*">x</a> <span data-v="c">*d* [e](f)</span></p>"#,
        "x *d* [e](f)",
    );
    check(
        "![{{ a|default:\"b\" }}](/c.png)",
        r#"<p><img src="/c.png" alt="b" /></p>"#,
        "",
    );
}

#[test]
fn inside_a_line_there_are_no_blocks_and_inside_a_label_no_links() {
    let source = "# Join **now**\n\n- [one](/1)\n- two\n\n---\n\nthree  \nfour";
    let with = |layout| {
        let options = Options {
            layout,
            ..Options::default()
        };
        render(source, options).html
    };
    assert_eq!(
        with(Layout::Inline),
        "Join <strong>now</strong><br><a href=\"/1\" rel=\"noopener noreferrer\" target=\"_blank\">one</a><br>two<br>three<br />\nfour"
    );
    assert_eq!(
        with(Layout::Label),
        "Join <strong>now</strong><br>one<br>two<br>three<br />\nfour"
    );
}

#[track_caller]
fn check_lines(source: &str, text: &str, inline: &str) {
    let with = |layout| {
        let options = Options {
            layout,
            ..Options::default()
        };
        render(source, options).html
    };
    let words = render(source, Options::default()).text;
    assert_eq!(words, text, "{source:?}");
    assert_eq!(with(Layout::Inline), inline, "{source:?}");
    assert_eq!(with(Layout::Label), inline, "{source:?}");
    let content = Content::Text(source.into());
    let agreed = content.words_with_addresses(Format::Markdown).unwrap();
    assert_eq!(agreed, text, "{source:?}");
}

#[test]
fn nested_blocks_and_lines_of_code_are_separate_lines() {
    check_lines("a\n\n---\n\nb", "a\nb", "a<br>b");
    check_lines(
        "* I agree to\n  * receive letters\n  * the terms",
        "I agree to\nreceive letters\nthe terms",
        "I agree to<br>receive letters<br>the terms",
    );
    check_lines("- a\n  > q\n- b", "a\nq\nb", "a<br>q<br>b");
    check_lines(
        "> a\n> - b\n>   1. c\n>\n> d",
        "a\nb\nc\nd",
        "a<br>b<br>c<br>d",
    );
    check_lines(
        "```\nline1\n  line2 <b>\n```",
        "line1\n  line2 <b>",
        "line1<br>  line2 &lt;b&gt;",
    );
    check_lines(
        "- a\n\n      b\n      c\n- d",
        "a\nb\nc\nd",
        "a<br>b<br>c<br>d",
    );
    check_lines(
        "- a\n  # b\n  c\n  ```\n  d\n  ```\n  e",
        "a\nb\nc\nd\ne",
        "a<br>b<br>c<br>d<br>e",
    );
    check_lines("a\n<div>\nb", "a\n<div>\nb", "a<br>&lt;div&gt;\nb");
}
