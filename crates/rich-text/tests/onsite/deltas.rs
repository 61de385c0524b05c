//! Random documents: each has a Delta, and its meaning is known without parsing it.

use serde_json::{Map, Value, json};

use crate::support::random::Random;

/// A document: lines, each ended but perhaps the last.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The lines in order.
    pub(crate) lines: Vec<Line>,
    /// Whether the last line has no end, and so no block formats.
    pub(crate) is_open: bool,
}

/// A line of the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// Whether it is a video, and nothing else.
    pub(crate) is_video: bool,
    /// The content of the line.
    pub(crate) pieces: Vec<Piece>,
    /// The attributes of its line end.
    pub(crate) block: Map<String, Value>,
}

/// A run, or several if a token is split.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// The content of the run.
    pub(crate) content: Content,
    /// The attributes of the run.
    pub(crate) attributes: Map<String, Value>,
}

/// The content of a piece.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// A text without ends of lines and tokens.
    Text(&'static str),
    /// A token: its source, name and default; and where the source continues in another format.
    Token(&'static str, &'static str, &'static str, Option<usize>),
    /// A picture, and whether a form ships it.
    Image(&'static str, bool),
}

const TEXTS: &[&str] = &[
    "a",
    "b",
    "word",
    "two words",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "\0",
    "\u{1}",
    "<b>",
    "&amp;",
    "</p>",
    "\"'",
    "x & y",
    "{ ",
    "}}",
    "{{ 1a }}",
    "{{}}",
    "é",
    "e\u{301}",
    "🎉",
    "\u{202e}rtl",
    "مرحبا",
    "\u{200b}",
    "\u{feff}",
    "<!--",
    "]]>",
    "\u{c}",
    "\u{b}",
    "\u{2028}",
    "\u{fffd}",
];

const TOKENS: &[(&str, &str, &str)] = &[
    ("{{ name }}", "name", ""),
    ("{{first_name|default:\"you\"}}", "first_name", "you"),
    ("{{ a | default : '<b>&\"' }}", "a", "<b>&\""),
    ("{{\u{a0}b2|default:“x y”\u{a0}}}", "b2", "x y"),
];

const IMAGES: &[(&str, bool)] = &[
    ("data:image/png;base64,iVBORw0KGgo=", true),
    ("DATA:image/GIF;base64,R0lGODlhAQ==", true),
    ("https://e.com/a.png", false),
    ("data:image/svg+xml;base64,AAAA", false),
];

/// Addresses, and their form in the output.
pub(crate) const LINKS: &[(&str, Option<&str>)] = &[
    ("https://e.com/a?b=1&c=2", Some("https://e.com/a?b=1&c=2")),
    (" https://e.com/\t\"x\" ", Some("https://e.com/\"x\"")),
    ("MAILTO:a@e.com", Some("MAILTO:a@e.com")),
    ("tel:+1555", Some("tel:+1555")),
    ("/terms", Some("/terms")),
    ("#top", Some("#top")),
    (
        "https://e.com/?n={{ n|default:\"A B&\" }}",
        Some("https://e.com/?n=A%20B%26"),
    ),
    ("javascript:alert(1)", None),
    ("java\nscript:alert(1)", None),
    ("data:text/html,x", None),
    ("{{ n }}", None),
];

/// Colors, and how browsers write them.
pub(crate) const COLORS: &[(&str, Option<&str>)] = &[
    ("red", Some("red")),
    ("#f00", Some("rgb(255, 0, 0)")),
    ("#D6336C80", Some("rgba(214, 51, 108, 0.5)")),
    ("rgb(1, 2, 3)", Some("rgb(1, 2, 3)")),
    ("var(--brand)", Some("var(--brand)")),
    ("bogus", None),
    ("red;}", None),
    ("url(x)", None),
];

/// A random document.
pub(crate) fn random(random: &mut Random) -> Document {
    let palette: Vec<Map<String, Value>> = (0..4).map(|_| inline(random)).collect();
    let lines = (0..random.below(7))
        .map(|_| line(random, &palette))
        .collect();
    Document {
        lines,
        is_open: random.one_in(4),
    }
}

fn line(random: &mut Random, palette: &[Map<String, Value>]) -> Line {
    if random.one_in(20) {
        return Line {
            is_video: true,
            ..Line::default()
        };
    }
    let pieces = (0..random.below(6))
        .map(|_| piece(random, palette))
        .collect();
    Line {
        is_video: false,
        pieces,
        block: block(random),
    }
}

fn piece(random: &mut Random, palette: &[Map<String, Value>]) -> Piece {
    let content = match random.below(12) {
        0 | 1 => {
            let (source, name, default) = *random.of(TOKENS);
            let splits: Vec<usize> = source.char_indices().map(|(at, _)| at).skip(1).collect();
            let split = random.one_in(2).then(|| *random.of(&splits));
            Content::Token(source, name, default, split)
        }
        2 => {
            let (address, is_shown) = *random.of(IMAGES);
            Content::Image(address, is_shown)
        }
        _ => Content::Text(random.of::<&'static str>(TEXTS)),
    };
    Piece {
        content,
        attributes: random.of(palette).clone(),
    }
}

fn inline(random: &mut Random) -> Map<String, Value> {
    let mut attributes = Map::new();
    for mark in ["bold", "italic", "underline", "strike", "code"] {
        if random.one_in(4) {
            attributes.insert(mark.to_owned(), json!(true));
        }
    }
    let mut maybe = |name: &str, values: &[&str]| {
        if random.one_in(4) {
            attributes.insert(name.to_owned(), json!(random.of(values)));
        }
    };
    maybe("script", &["super", "sub"]);
    maybe("font", &["serif", "monospace", "Arial"]);
    maybe(
        "size",
        &["small", "large", "huge", "10px", "18px", "32px", "5px"],
    );
    maybe("link", &LINKS.map_first());
    maybe("color", &COLORS.map_first());
    maybe("background", &COLORS.map_first());
    attributes
}

trait MapFirst {
    fn map_first(&self) -> Vec<&'static str>;
}

impl MapFirst for &'static [(&'static str, Option<&'static str>)] {
    fn map_first(&self) -> Vec<&'static str> {
        self.iter().map(|(first, _)| *first).collect()
    }
}

fn block(random: &mut Random) -> Map<String, Value> {
    let mut attributes = Map::new();
    let kind = match random.below(9) {
        0 => Some(("header", json!(1 + random.below(6)))),
        1 => Some(("blockquote", json!(true))),
        2..=4 => Some((
            "list",
            json!(random.of(&["ordered", "bullet", "checked", "unchecked"])),
        )),
        5 | 6 => Some(("code-block", json!(random.of(&["plain", "js"])))),
        _ => None,
    };
    if let Some((name, value)) = kind {
        attributes.insert(name.to_owned(), value);
    }
    if random.one_in(4) {
        let align = random.of(&["left", "center", "right", "justify"]);
        attributes.insert("align".to_owned(), json!(align));
    }
    if random.one_in(5) {
        attributes.insert("direction".to_owned(), json!("rtl"));
    }
    if random.one_in(3) {
        attributes.insert("indent".to_owned(), json!(random.below(10)));
    }
    attributes
}

impl Document {
    /// The document as a Delta.
    pub(crate) fn delta(&self) -> Value {
        let mut ops = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            if line.is_video {
                ops.push(json!({"insert": {"video": "https://e.com/v"}}));
                continue;
            }
            for piece in &line.pieces {
                push(&mut ops, piece);
            }
            if !self.is_open || index + 1 < self.lines.len() {
                ops.push(json!({"insert": "\n", "attributes": line.block}));
            }
        }
        json!({"ops": ops})
    }
}

fn push(ops: &mut Vec<Value>, piece: &Piece) {
    let attributes = &piece.attributes;
    match &piece.content {
        Content::Text(text) | Content::Token(text, _, _, None) => {
            ops.push(json!({"insert": text, "attributes": attributes}));
        }
        Content::Token(source, _, _, Some(at)) => {
            let (start, end) = source.split_at(*at);
            ops.push(json!({"insert": start, "attributes": attributes}));
            ops.push(json!({"insert": end, "attributes": {"italic": true, "color": "blue"}}));
        }
        Content::Image(address, _) => {
            ops.push(json!({"insert": {"image": address}, "attributes": attributes}));
        }
    }
}
