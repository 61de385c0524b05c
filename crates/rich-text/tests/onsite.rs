//! A form's text has the content of its Delta: the same characters, each with the same formats, for random Deltas, in
//! every profile and with a sheet. The test reads the formats from the HTML as a browser would.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Content, Format, Layout, Options, Profile, StyleSheet};
use serde_json::{Value, json};

#[path = "onsite/deltas.rs"]
mod deltas;
#[path = "onsite/model.rs"]
mod model;
#[path = "onsite/reading.rs"]
mod reading;
mod support;

use support::{
    allowed::{Kind, check},
    css, dom,
    random::Random,
};

const COUNT: usize = 4_000;

/// How styling is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Profile(Profile),
    Sheet,
}

const WAYS: [Way; 4] = [
    Way::Profile(Profile::Default),
    Way::Profile(Profile::Style),
    Way::Profile(Profile::Class),
    Way::Sheet,
];

/// The HTML, and the meaning of its classes if there is a sheet.
fn render(delta: &Value, way: Way, layout: Layout) -> (String, String, Option<String>) {
    let json = delta.to_string();
    let content: Content<'_> = serde_json::from_str(&json).unwrap();
    let mut options = Options {
        layout,
        ..Options::default()
    };
    let mut sheet = StyleSheet::default();
    let rendered = match way {
        Way::Profile(profile) => {
            options.profile = profile;
            content.render(Format::Delta, options)
        }
        Way::Sheet => content.render_with_sheet(Format::Delta, options, &mut sheet),
    };
    let rendered = rendered.unwrap();
    let css = (way == Way::Sheet).then(|| sheet.to_css(".s"));
    (rendered.html, rendered.text, css)
}

fn kind(css: Option<&str>) -> Kind {
    css.map_or(Kind::Onsite, |css| Kind::Sheet(css::rules(css).unwrap()))
}

#[test]
fn every_character_has_its_formats() {
    let mut random = Random::new(7);
    let mut characters = 0;
    for _ in 0..COUNT {
        let document = deltas::random(&mut random);
        let delta = document.delta();
        let document = model::without_mark(document);
        for way in WAYS {
            let (html, text, css) = render(&delta, way, Layout::Block);
            if let Err(problem) = check(&html, kind(css.as_deref()), Layout::Block) {
                panic!("{problem}\n  {html}\n  {delta}");
            }
            let expected = model::lines(&document, way);
            let shown = reading::lines(&dom::parse(&html).children, css.as_deref());
            assert_eq!(shown, expected, "{way:?}\n  {html}\n  {delta}");
            characters += expected
                .iter()
                .map(|line| line.characters.len())
                .sum::<usize>();
            assert_eq!(text, model::text(&document), "{delta}");
        }
    }
    println!(
        "{characters} characters of {COUNT} Deltas in {} ways",
        WAYS.len()
    );
}

#[test]
fn inside_a_line_every_character_has_its_formats() {
    let mut random = Random::new(8);
    for _ in 0..COUNT / 4 {
        let document = deltas::random(&mut random);
        let delta = document.delta();
        let document = model::without_mark(document);
        for way in WAYS {
            for layout in [Layout::Inline, Layout::Label] {
                let (html, _, css) = render(&delta, way, layout);
                if let Err(problem) = check(&html, kind(css.as_deref()), layout) {
                    panic!("{problem}\n  {html}\n  {delta}");
                }
                let expected = model::one_line(&document, way, layout);
                let shown = reading::one_line(&dom::parse(&html).children, css.as_deref());
                assert_eq!(shown, expected, "{way:?} {layout:?}\n  {html}\n  {delta}");
            }
        }
    }
}

#[test]
fn the_reader_detects_lost_content() {
    let attributes = |value: Value| value.as_object().cloned().unwrap();
    let document = deltas::Document {
        lines: vec![deltas::Line {
            is_video: false,
            pieces: vec![deltas::Piece {
                content: deltas::Content::Text("a"),
                attributes: attributes(json!({"bold": true})),
            }],
            block: attributes(json!({"list": "bullet", "indent": 1})),
        }],
        is_open: false,
    };
    let expected = model::lines(&document, Way::Sheet);
    let css = ".s .y0{list-style:disc}";
    let right = r#"<ul><li><ul class="y0"><li><strong>a</strong></li></ul></li></ul>"#;
    assert_eq!(
        reading::lines(&dom::parse(right).children, Some(css)),
        expected
    );
    for html in [
        "<ul><li><ul><li><strong>a</strong></li></ul></li></ul>",
        "<ul><li><strong>a</strong></li></ul>",
        "<ul><li><ul><li>a</li></ul></li></ul>",
        "<ul><li><ol><li><strong>a</strong></li></ol></li></ul>",
        "<ul><li><ul><li><strong>b</strong></li></ul></li></ul>",
        "<p><strong>a</strong></p>",
    ] {
        assert_ne!(
            reading::lines(&dom::parse(html).children, Some(css)),
            expected
        );
    }
}
