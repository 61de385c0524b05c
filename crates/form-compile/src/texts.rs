//! The rich texts of a version as HTML, and the sheet with their styling.
//!
//! Styling becomes classes of the form's one sheet, because a page's policy may forbid styles in markup.

use std::collections::{HashMap, HashSet};

use form_model::{
    Problem, Version,
    label::{Label, MAX_CHARACTERS},
    link_target::LinkTarget,
    rich_content::{Format, RichContent},
};
use rich_text::{Content, Layout, Options, Rendered, StyleSheet, escape_html};
use serde::Deserialize;

use crate::{
    block::{self, Text},
    rich_text_css,
};

mod consent;

pub use consent::consent_text;

/// The maximum bytes of HTML and CSS for all texts of a version together. A headline has some hundred; this much keeps
/// a page busy for a second, and large pictures should be image blocks instead.
const MAX_BYTES: usize = 2_000_000;

/// The HTML of each text, by the id of its block.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    html: HashMap<String, String>,
    /// Blocks whose text has spaces that a browser would make one.
    spaced: HashSet<String>,
    sheet: StyleSheet,
}

/// How `rich-text` ends the start tag of a link.
pub(crate) const NEW_TAB: &str = r#" target="_blank">"#;

/// Removes the target from links that stay in the page's tab: links to the page's own site, and all others if the form
/// says so.
fn with_targets(html: String, open_links_in: LinkTarget) -> String {
    if !html.contains(NEW_TAB) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    for (index, part) in html.split("<a ").enumerate() {
        if index > 0 {
            out.push_str("<a ");
        }
        let stays = index > 0 && (open_links_in == LinkTarget::SameTab || is_relative(part));
        if stays {
            out.push_str(&part.replacen(NEW_TAB, ">", 1));
        } else {
            out.push_str(part);
        }
    }
    out
}

/// Whether a link, given behind `<a `, has an address without scheme and host.
fn is_relative(link: &str) -> bool {
    let tag = link.split('>').next().unwrap_or_default();
    let address = tag.split(r#"href=""#).nth(1).unwrap_or_default();
    let path = address
        .split(['/', '?', '#', '"'])
        .next()
        .unwrap_or_default();
    !path.contains(':') && !address.starts_with("//") && !address.starts_with("/\\")
}

impl Texts {
    /// Renders every text and label of a version; whatever a form cannot show is a problem.
    pub(crate) fn render(version: &Version) -> Result<Self, Vec<Problem>> {
        let mut texts = Texts::default();
        let mut problems = Vec::new();
        for (path, block) in version.located_blocks("$.versions[0]") {
            let html = match block::of(&block.kind).text() {
                Some(Text::Blocks(content)) => {
                    if is_spaced(content) {
                        texts.spaced.insert(block.id.clone());
                    }
                    let check = if block.consent().is_some() {
                        consent::faults
                    } else {
                        |_: &Rendered| Vec::new()
                    };
                    texts.rich(content, Layout::Block, check, &path, &mut problems)
                }
                Some(Text::Label(label)) => texts.label(label, &path, &mut problems),
                None => continue,
            };
            let html = with_targets(html, version.open_links_in);
            texts.html.insert(block.id.clone(), html);
        }
        let bytes = texts.html.values().map(String::len).sum::<usize>() + texts.css().len();
        if bytes > MAX_BYTES && problems.is_empty() {
            let message = format!(
                "has rich texts that become {bytes} bytes; {MAX_BYTES} are allowed together"
            );
            problems.push(Problem::new("$.versions[0]", message));
        }
        if problems.is_empty() {
            Ok(texts)
        } else {
            Err(problems)
        }
    }

    /// The HTML of the text or label of a block.
    pub(crate) fn html(&self, block_id: &str) -> &str {
        self.html.get(block_id).map_or("", String::as_str)
    }

    /// Whether the text of a block has spaces that a browser would make one.
    pub(crate) fn is_spaced(&self, block_id: &str) -> bool {
        self.spaced.contains(block_id)
    }

    /// The rules of the texts' elements and classes.
    pub(crate) fn css(&self) -> String {
        let mut css = rich_text_css::of(self.html.values().map(String::as_str));
        if !self.spaced.is_empty() {
            css.push_str(".w{white-space:pre-wrap}");
        }
        css + &self.sheet.to_css(".p")
    }

    fn label(&mut self, label: &Label, path: &str, problems: &mut Vec<Problem>) -> String {
        match label {
            Label::Plain(text) => escape_html(text),
            Label::Rich(content) => {
                let path = format!("{path}.label");
                self.rich(content, Layout::Label, |_| Vec::new(), &path, problems)
            }
        }
    }

    fn rich(
        &mut self,
        content: &RichContent,
        layout: Layout,
        check: impl Fn(&Rendered) -> Vec<&'static str>,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> String {
        let options = Options {
            layout,
            ..Options::default()
        };
        let path = format!("{path}.content");
        let rendered = read(content).and_then(|text| {
            text.render_with_sheet(format_of(content), options, &mut self.sheet)
                .map_err(|note| Problem::new(format!("{path}{}", note.path), note.message))
        });
        match rendered {
            Ok(rendered) => {
                // Minor notes do not prevent publishing, because no content is missing.
                let missed: Vec<_> = rendered
                    .notes
                    .iter()
                    .filter(|note| !note.is_minor)
                    .collect();
                for note in &missed {
                    problems.push(Problem::new(format!("{path}{}", note.path), &*note.message));
                }
                if missed.is_empty() && shows_nothing(&rendered) {
                    problems.push(Problem::new(&*path, "shows nothing"));
                }
                let faults = check(&rendered).into_iter();
                problems.extend(faults.map(|fault| Problem::new(&*path, fault)));
                let characters = rendered.text.chars().count();
                if layout == Layout::Label && characters > MAX_CHARACTERS {
                    let message =
                        format!("has {characters} characters; 1 to {MAX_CHARACTERS} are allowed");
                    problems.push(Problem::new(path, message));
                }
                rendered.html.trim_end().to_owned()
            }
            Err(problem) => {
                problems.push(problem);
                String::new()
            }
        }
    }
}

/// A label outside of the form.
pub(crate) struct OwnLabel {
    pub(crate) html: String,
    /// The text of the label.
    pub(crate) words: String,
    /// The rules of its elements and classes.
    pub(crate) css: String,
}

/// Renders a label outside of the form, of at most this many characters, from the member `label` at a path.
pub(crate) fn own_label(label: &Label, path: &str, most: usize) -> Result<OwnLabel, Vec<Problem>> {
    let mut texts = Texts::default();
    let mut problems = Vec::new();
    let html = texts.label(label, path, &mut problems);
    let words = match label {
        Label::Plain(text) => text.clone(),
        Label::Rich(content) => read(content)
            .ok()
            .and_then(|text| text.render_text(format_of(content)).ok())
            .unwrap_or_default(),
    };
    let characters = words.trim().chars().count();
    if problems.is_empty() && characters > most {
        let message = format!("has {characters} characters; 1 to {most} are allowed");
        problems.push(Problem::new(format!("{path}.label.content"), message));
    }
    if html.contains("data-v=") {
        let message = "has a token, but no answer exists yet that could fill it in";
        problems.push(Problem::new(format!("{path}.label.content"), message));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    texts.html.insert(String::new(), html.clone());
    Ok(OwnLabel {
        html,
        words,
        css: texts.css(),
    })
}

/// Whether the editor shows spaces that a browser would collapse: it keeps them all. Markdown's own HTML has line feeds
/// between its elements, and its standard collapses spaces.
fn is_spaced(content: &RichContent) -> bool {
    let words = match content.format {
        Format::Markdown => return false,
        Format::Delta => read(content)
            .ok()
            .and_then(|text| text.render_text(rich_text::Format::Delta).ok()),
    };
    let is_spaced =
        |line: &str| line.starts_with(' ') || line.contains("  ") || line.contains('\t');
    words.is_some_and(|words| words.lines().any(is_spaced))
}

fn read(content: &RichContent) -> Result<Content<'_>, Problem> {
    Content::deserialize(&content.content)
        .map_err(|error| Problem::new("$", format!("is not a rich text: {error}")))
}

fn format_of(content: &RichContent) -> rich_text::Format {
    match content.format {
        Format::Markdown => rich_text::Format::Markdown,
        Format::Delta => rich_text::Format::Delta,
    }
}

fn shows_nothing(rendered: &Rendered) -> bool {
    let shown = ["<img", "<hr", "data-v="];
    rendered.text.trim().is_empty() && !shown.iter().any(|shown| rendered.html.contains(shown))
}
