//! Examples of a form's HTML: Delta in, HTML out.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Content, Format, Layout, Options, Rendered, StyleSheet};
use serde::Deserialize;
use serde_json::{Value, json};

fn render(ops: &Value, layout: Layout) -> Rendered {
    let options = Options {
        layout,
        ..Options::default()
    };
    let content = Content::deserialize(ops).unwrap();
    content.render(Format::Delta, options).unwrap()
}

#[track_caller]
fn check(ops: Value, html: &str) {
    assert_eq!(render(&ops, Layout::Block).html, html);
}

#[track_caller]
fn check_notes(ops: Value, html: &str, notes: &[(&str, &str)]) {
    let rendered = render(&ops, Layout::Block);
    assert_eq!(rendered.html, html);
    let found: Vec<_> = rendered
        .notes
        .iter()
        .map(|note| (note.path.as_str(), note.message.as_str()))
        .collect();
    assert_eq!(found, notes);
}

#[test]
fn lists_are_lists() {
    let item = |text: &str, list: &str, indent: u8| {
        vec![
            json!({"insert": text}),
            json!({"insert": "\n", "attributes": {"list": list, "indent": indent}}),
        ]
    };
    let ops = [
        item("a", "ordered", 0),
        item("b", "bullet", 1),
        item("c", "ordered", 0),
        item("d", "checked", 0),
        item("e", "unchecked", 0),
    ]
    .concat();
    check(
        json!(ops),
        r#"<ol><li>a<ul style="list-style: disc;"><li>b</li></ul></li><li>c</li></ol><ul><li data-list="checked">d</li><li data-list="unchecked">e</li></ul>"#,
    );
}

#[test]
fn numbers_continue_where_the_editor_s_do() {
    let line = |text: &str, attributes: Value| {
        vec![
            json!({"insert": text}),
            json!({"insert": "\n", "attributes": attributes}),
        ]
    };
    let ordered = |text: &str| line(text, json!({"list": "ordered"}));
    let ops = [
        ordered("one"),
        line("dot", json!({"list": "bullet"})),
        ordered("two"),
        line("quote", json!({"blockquote": true})),
        ordered("three"),
        line("sub", json!({"list": "ordered", "indent": 1})),
        line("code", json!({"code-block": true})),
        line("sub", json!({"list": "ordered", "indent": 1})),
        line("subsub", json!({"list": "ordered", "indent": 2})),
        line("heading", json!({"header": 2})),
        ordered("one"),
    ]
    .concat();
    check(
        json!(ops),
        concat!(
            "<ol><li>one</li></ol><ul><li>dot</li></ul>",
            r#"<ol start="2"><li>two</li></ol><blockquote>quote</blockquote>"#,
            r#"<ol start="3"><li>three<ol style="list-style: lower-alpha;"><li>sub</li></ol></li></ol>"#,
            "<pre><code>code</code></pre>",
            r#"<ol start="3"><li style="list-style-type: none;"><ol start="2" style="list-style: lower-alpha;"><li>sub"#,
            r#"<ol style="list-style: lower-roman;"><li>subsub</li></ol></li></ol></li></ol>"#,
            "<h2>heading</h2><ol><li>one</li></ol>",
        ),
    );
}

#[test]
fn a_missing_level_of_a_list_shows_no_marker() {
    check(
        json!([{"insert": "a"}, {"insert": "\n", "attributes": {"list": "bullet", "indent": 1}}]),
        r#"<ul><li style="list-style-type: none;"><ul style="list-style: disc;"><li>a</li></ul></li></ul>"#,
    );
}

#[test]
fn alignment_and_direction_stay_on_items_and_their_markers_beside_the_words() {
    check(
        json!([{"insert": "a"}, {"insert": "\n", "attributes": {"list": "bullet", "align": "center", "direction": "rtl"}}]),
        r#"<ul dir="rtl"><li class="ql-align-center ql-direction-rtl" style="list-style: '• ' inside;">a</li></ul>"#,
    );
    let item = |align: &str, direction: Option<&str>| {
        let attributes = json!({"list": "ordered", "align": align, "direction": direction});
        let ops = json!([{"insert": "a"}, {"insert": "\n", "attributes": attributes}]);
        let mut sheet = StyleSheet::default();
        let html = Content::deserialize(&ops)
            .unwrap()
            .render_with_sheet(Format::Delta, Options::default(), &mut sheet)
            .unwrap()
            .html;
        (html, sheet.to_css("*"))
    };
    let plain = r#"<ol><li class="y0">a</li></ol>"#.to_owned();
    let inside = "* .y0{text-align:right;list-style-position:inside}".to_owned();
    assert_eq!(item("right", None), (plain.clone(), inside));
    let justified = "* .y0{text-align:justify}".to_owned();
    assert_eq!(item("justify", None), (plain.clone(), justified));
    let right_to_left = r#"<ol class="y0" dir="rtl"><li class="y1">a</li></ol>"#.to_owned();
    let at_edge = "* .y0{direction:rtl}* .y1{text-align:right}".to_owned();
    assert_eq!(item("right", Some("rtl")), (right_to_left, at_edge));
}

#[test]
fn a_list_reads_in_one_direction_and_numbers_go_on_in_the_next() {
    let item = |text: &str, attributes: Value| {
        vec![
            json!({"insert": text}),
            json!({"insert": "\n", "attributes": attributes}),
        ]
    };
    let ops = [
        item("a", json!({"list": "ordered"})),
        item("b", json!({"list": "ordered", "direction": "rtl"})),
        item("c", json!({"list": "bullet", "indent": 1})),
    ]
    .concat();
    check(
        json!(ops),
        concat!(
            r#"<ol><li>a</li></ol><ol dir="rtl" start="2"><li class="ql-direction-rtl">b"#,
            r#"<ul dir="ltr" style="list-style: disc;"><li>c</li></ul></li></ol>"#,
        ),
    );
}

#[test]
fn one_link_is_one_element_whatever_formats_it_holds() {
    let link = "https://e.com/";
    check(
        json!([
            {"insert": "a", "attributes": {"link": link}},
            {"insert": "b", "attributes": {"link": link, "bold": true}},
            {"insert": "c", "attributes": {"link": link, "color": "red"}},
            {"insert": "\n"},
        ]),
        r#"<p><a href="https://e.com/" rel="noopener noreferrer" target="_blank">a<strong>b</strong><span style="color: red;">c</span></a></p>"#,
    );
}

#[test]
fn lines_of_code_are_one_block() {
    check(
        json!([{"insert": "a <b>\n\n  c\n", "attributes": {"code-block": "rust", "bold": true}}, {"insert": "d"}]),
        "<pre><code>a &lt;b&gt;\n\n  c</code></pre><p>d</p>",
    );
}

#[test]
fn what_a_form_cannot_show_is_left_out_and_noted() {
    check_notes(
        json!([
            {"insert": "a", "attributes": {"link": "javascript:alert(1)"}},
            {"insert": {"image": "https://e.com/a.png"}},
            {"insert": {"video": "https://e.com/v"}},
            {"insert": "b\n"},
        ]),
        "<p>a</p><p>b</p>",
        &[
            (
                "[0].attributes.link",
                "has a scheme that a link may not have; http, https, mailto, tel, sms or none is allowed",
            ),
            (
                "[1].insert.image",
                "is not a picture that a form can show; `data:image/png;base64,…`, or gif, jpeg, webp or avif, is allowed",
            ),
            ("[2].insert.video", "is a video, which a form does not show"),
        ],
    );
}

#[test]
fn pictures_have_a_description_and_sizes_in_pixels() {
    let image = "data:image/png;base64,iVBORw0KGgo=";
    check(
        json!([{"insert": {"image": image}, "attributes": {"width": "100px", "height": "50%", "alt": "A \"cat\""}}, {"insert": {"image": image}}]),
        r#"<p><img alt="A &quot;cat&quot;" src="data:image/png;base64,iVBORw0KGgo=" width="100"><img alt="" src="data:image/png;base64,iVBORw0KGgo="></p>"#,
    );
}

#[test]
fn a_token_is_found_across_runs_and_has_the_formats_of_its_first() {
    check(
        json!([
            {"insert": "Hi {{ na", "attributes": {"bold": true}},
            {"insert": "me|default:"},
            {"insert": "\"you\" }}!\n", "attributes": {"italic": true}},
        ]),
        r#"<p><strong>Hi <span data-v="name">you</span></strong><em>!</em></p>"#,
    );
    let ops = json!([{"insert": "Hi {{ name|default:\"you\" }}!"}]);
    assert_eq!(render(&ops, Layout::Block).text, "Hi you!");
}

#[test]
fn a_link_that_changes_inside_a_token_is_noted() {
    check_notes(
        json!([
            {"insert": "I agree to the {{ doc|default:\"ter"},
            {"insert": "ms", "attributes": {"link": "https://e.com/terms"}},
            {"insert": "\" }}\n"},
        ]),
        r#"<p>I agree to the <span data-v="doc">terms</span></p>"#,
        &[(
            "[1].attributes.link",
            "changes inside a token, but a token is either completely in one link or in none",
        )],
    );
}

#[test]
fn a_token_that_cannot_be_filled_in_becomes_its_default() {
    let image = "data:image/png;base64,iVBORw0KGgo=";
    check(
        json!([{"insert": {"image": image}, "attributes": {"alt": "For {{ name|default:\"you\" }}"}}]),
        r#"<p><img alt="For you" src="data:image/png;base64,iVBORw0KGgo="></p>"#,
    );
}

#[test]
fn a_token_does_not_go_across_pictures_or_lines() {
    let image = "data:image/png;base64,iVBORw0KGgo=";
    check(
        json!([{"insert": "{{ na"}, {"insert": {"image": image}}, {"insert": "me }}\n{{ a\n }}"}]),
        r#"<p>{{ na<img alt="" src="data:image/png;base64,iVBORw0KGgo=">me }}</p><p>{{ a</p><p> }}</p>"#,
    );
    check(
        json!([{"insert": "{{ a|default:\"b"}, {"insert": {"image": image}}, {"insert": "c\" }}"}]),
        r#"<p>{{ a|default:&quot;b<img alt="" src="data:image/png;base64,iVBORw0KGgo=">c&quot; }}</p>"#,
    );
}

#[test]
fn inside_a_line_there_are_no_blocks_and_inside_a_label_no_links() {
    let ops = json!([
        {"insert": "Join "},
        {"insert": "now", "attributes": {"bold": true, "link": "/join"}},
        {"insert": "\n", "attributes": {"header": 1}},
        {"insert": "or later"},
        {"insert": "\n", "attributes": {"list": "bullet"}},
    ]);
    assert_eq!(
        render(&ops, Layout::Inline).html,
        r#"Join <a href="/join" rel="noopener noreferrer" target="_blank"><strong>now</strong></a><br>or later"#
    );
    assert_eq!(
        render(&ops, Layout::Label).html,
        "Join <strong>now</strong><br>or later"
    );
}

#[test]
fn a_sheet_takes_the_looks() {
    let ops = json!([
        {"insert": "a", "attributes": {"color": "#F00", "size": "large"}},
        {"insert": "b", "attributes": {"color": "#f00", "size": "large", "bold": true}},
        {"insert": "c", "attributes": {"color": "red;} body{display:none"}},
        {"insert": "\n", "attributes": {"align": "center", "direction": "rtl", "indent": 1}},
    ]);
    let mut sheet = StyleSheet::default();
    let rendered = Content::deserialize(&ops)
        .unwrap()
        .render_with_sheet(Format::Delta, Options::default(), &mut sheet)
        .unwrap();
    assert_eq!(
        rendered.html,
        r#"<p class="y0" dir="rtl"><span class="y1">a</span><strong class="y1">b</strong>c</p>"#
    );
    assert_eq!(
        sheet.to_css(".p"),
        ".p .y0{text-align:center;direction:rtl;padding-inline-start:3em}.p .y1{color:rgb(255, 0, 0);font-size:1.5em}"
    );
}

#[test]
fn addresses_follow_the_words_of_a_consent() {
    let ops = json!([
        {"insert": "See our "},
        {"insert": "privacy ", "attributes": {"link": "/privacy"}},
        {"insert": "policy", "attributes": {"link": "/privacy", "bold": true}},
        {"insert": ".\n"},
    ]);
    let content = Content::deserialize(&ops).unwrap();
    assert_eq!(
        content.words_with_addresses(Format::Delta).unwrap(),
        "See our privacy policy (/privacy)."
    );
    let ops = json!("See our [privacy policy](/privacy).");
    let content = Content::deserialize(&ops).unwrap();
    assert_eq!(
        content.words_with_addresses(Format::Markdown).unwrap(),
        "See our privacy policy (/privacy)."
    );
}
