//! Every place of a Delta and of a Markdown text that can contain an author's text, and so a payload.

use rich_text::Format;
use serde_json::{Value, json};

/// A place with a payload in it.
pub(crate) struct Slot {
    /// The name of the place.
    pub(crate) name: &'static str,
    /// Language of the content.
    pub(crate) format: Format,
    /// The content, as JSON.
    pub(crate) content: String,
}

/// The payload in every place.
pub(crate) fn all(payload: &str) -> Vec<Slot> {
    let mut slots = deltas(payload);
    slots.extend(markdown(payload));
    slots
}

fn run(name: &'static str, insert: Value, attributes: Value) -> (&'static str, Value) {
    let ops =
        json!([{"insert": "a "}, {"insert": insert, "attributes": attributes}, {"insert": " z\n"}]);
    (name, ops)
}

fn line(name: &'static str, text: &str, attributes: Value) -> (&'static str, Value) {
    let ops =
        json!([{"insert": text}, {"insert": "\n", "attributes": attributes}, {"insert": "z\n"}]);
    (name, ops)
}

fn deltas(payload: &str) -> Vec<Slot> {
    let middle = (payload.len() / 2..=payload.len())
        .find(|&at| payload.is_char_boundary(at))
        .unwrap_or_default();
    let (start, end) = payload.split_at(middle);
    let picture = "data:image/png;base64,iVBORw0KGgo=";
    let p = payload;
    let in_token = format!("{{{{ name|default:\"{p}\" }}}}");
    let mut slots = vec![
        run("text", json!(p), json!({})),
        run(
            "text in formats",
            json!(p),
            json!({"bold": true, "link": "https://e.com", "color": "red"}),
        ),
        run(
            "text in code",
            json!(p),
            json!({"code": true, "script": "sub"}),
        ),
        ("text alone", json!([{"insert": p}])),
        (
            "text over runs",
            json!([
                {"insert": start, "attributes": {"bold": true}},
                {"insert": end, "attributes": {"italic": true, "size": "large"}},
            ]),
        ),
        line("text of a heading", p, json!({"header": 2})),
        line(
            "text of an item",
            p,
            json!({"list": "checked", "indent": 2}),
        ),
        line("text of a quote", p, json!({"blockquote": true})),
        line("text of code", p, json!({"code-block": "js"})),
        run("link", json!("x"), json!({"link": p})),
        run(
            "link and look",
            json!("x"),
            json!({"link": p, "color": p, "background": "#f00", "underline": 1}),
        ),
        run(
            "path of a link",
            json!("x"),
            json!({"link": format!("https://e.com/{p}")}),
        ),
        run(
            "query of a link",
            json!("x"),
            json!({"link": format!("?{p}")}),
        ),
        run(
            "host of a link",
            json!("x"),
            json!({"link": format!("https://{p}")}),
        ),
        run(
            "link behind spaces",
            json!("x"),
            json!({"link": format!("\u{1}\t {p}")}),
        ),
        run(
            "token in a link",
            json!("x"),
            json!({"link": format!("https://e.com/?n={in_token}")}),
        ),
        run(
            "token beside a payload in a link",
            json!("x"),
            json!({"link": format!("{p}{{{{ n }}}}")}),
        ),
        run(
            "token behind a payload in a link",
            json!("x"),
            json!({"link": format!("/x/{p}/{{{{ n }}}}")}),
        ),
        run("image", json!({"image": p}), json!({})),
        run(
            "image in base64",
            json!({"image": format!("data:image/png;base64,{p}")}),
            json!({}),
        ),
        run(
            "image in a link",
            json!({"image": picture}),
            json!({"link": p}),
        ),
        run("alt", json!({"image": picture}), json!({"alt": p})),
        run(
            "alt from elsewhere",
            json!({"image": "https://e.com/a.png"}),
            json!({"alt": p, "style": p, "onerror": p}),
        ),
        run(
            "width",
            json!({"image": picture}),
            json!({"width": p, "height": p}),
        ),
        run("video", json!({"video": p}), json!({})),
        run(
            "path of a video",
            json!({"video": format!("https://e.com/{p}")}),
            json!({"width": p, "height": p, "align": p}),
        ),
        run("embed", json!({p: true}), json!({})),
        run("formula", json!({"formula": p}), json!({})),
        run("color", json!("x"), json!({"color": p})),
        run("background", json!("x"), json!({"background": p})),
        run(
            "color of a link",
            json!("x"),
            json!({"color": p, "background": p, "link": "/x"}),
        ),
        run(
            "color in a variable",
            json!("x"),
            json!({"color": format!("var(--x,{p})"), "background": format!("var(--{p})")}),
        ),
        run(
            "color in a function",
            json!("x"),
            json!({"color": format!("rgb(1,2,{p})"), "background": format!("#{p}")}),
        ),
        run("font", json!("x"), json!({"font": p, "size": p})),
        run(
            "mark",
            json!("x"),
            json!({"bold": p, "italic": p, "strike": p, "underline": p, "code": p}),
        ),
        run("script", json!("x"), json!({"script": p})),
        run("format", json!("x"), json!({p: p})),
        line("language", "x", json!({"code-block": p})),
        line("list", "x", json!({"list": p})),
        line("align", "x", json!({"align": p, "direction": p})),
        line("header", "x", json!({"header": p, "indent": p})),
        line("block", "x", json!({"blockquote": p, "table": p, p: p})),
        run("token", json!(in_token), json!({})),
        run(
            "token in single quotes",
            json!(format!("{{{{ name|default:'{p}' }}}}")),
            json!({"bold": true}),
        ),
        run(
            "token in typographic quotes",
            json!(format!("{{{{ name|default:“{p}” }}}}")),
            json!({"link": "/x"}),
        ),
        run(
            "name of a token",
            json!(format!("{{{{ {p} }}}}{{{{{p}|default:\"x\"}}}}")),
            json!({}),
        ),
        (
            "token over runs",
            json!([
                {"insert": format!("{{{{ name|default:\"{start}"), "attributes": {"color": "red"}},
                {"insert": format!("{end}\" }}}}"), "attributes": {"link": "https://e.com"}},
            ]),
        ),
        line("token in code", &in_token, json!({"code-block": true})),
    ];
    slots.push(("whole", json!(p)));
    let mut slots: Vec<Slot> = slots
        .into_iter()
        .map(|(name, ops)| Slot {
            name,
            format: Format::Delta,
            content: ops.to_string(),
        })
        .collect();
    // A payload that is a whole document.
    if serde_json::from_str::<Value>(payload).is_ok() {
        slots.push(Slot {
            name: "document",
            format: Format::Delta,
            content: payload.to_owned(),
        });
    }
    slots
}

fn markdown(p: &str) -> Vec<Slot> {
    let texts = [
        ("Markdown", p.to_owned()),
        ("Markdown line", format!("a {p} z")),
        ("Markdown formats", format!("**{p}** ~~{p}~~ *{p}*")),
        ("Markdown heading", format!("# {p}\n\n- {p}\n\n> {p}")),
        (
            "Markdown code",
            format!("`{p}`\n\n    {p}\n\n```\n{p}\n```\n"),
        ),
        ("Markdown link", format!("[x]({p})")),
        ("Markdown link in brackets", format!("[x](<{p}>)")),
        ("Markdown link to a path", format!("[x](https://e.com/{p})")),
        (
            "Markdown reference",
            format!("[x]: <{p}> '{p}'\n\n[x] ![x] [y][x]"),
        ),
        ("Markdown autolink", format!("<{p}>\n\n<https://e.com/{p}>")),
        (
            "Markdown autolink in a link",
            format!("[a <https://e.com/{p}> {p}](/y)"),
        ),
        ("Markdown text of a link", format!("[{p}](https://e.com)")),
        ("Markdown image", format!("![x]({p})")),
        ("Markdown image in brackets", format!("![x](<{p}>)")),
        ("Markdown title", format!("[x](/y \"{p}\") ![x](/y '{p}')")),
        (
            "Markdown title in brackets",
            format!("[x](/y ({p})) ![x](/y ({p}))"),
        ),
        ("Markdown alt", format!("![{p}](/y.png)")),
        (
            "Markdown alt with a link",
            format!("![*a [{p}](/y) b* c](/y.png)"),
        ),
        (
            "Markdown language",
            format!("```{p}\nx\n```\n\n~~~ {p}\nx\n~~~"),
        ),
        ("Markdown token", format!("{{{{ name|default:\"{p}\" }}}}")),
        (
            "Markdown token in code",
            format!("`{{{{ name|default:'{p}' }}}}` **x**"),
        ),
        (
            "Markdown token in a link",
            format!("[x](<https://e.com/?n={{{{ name|default:'{p}' }}}}> \"{p}\")"),
        ),
        (
            "Markdown token in alt",
            format!("![{{{{ name|default:'{p}' }}}}](/y.png)"),
        ),
        ("Markdown HTML", format!("<div>{p}</div>\n\n<b {p}>x</b>")),
    ];
    texts
        .into_iter()
        .map(|(name, text)| Slot {
            name,
            format: Format::Markdown,
            content: Value::String(text).to_string(),
        })
        .collect()
}
