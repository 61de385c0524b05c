//! The rich texts of a version as HTML, and the sheet of what they look like.
//!
//! Looks become classes of the form's one sheet, because a page's policy may forbid styles in markup.

use std::collections::{HashMap, HashSet};

use form_model::{
    Problem, Version,
    block::{BlockKind, Review, RichText},
    label::{Label, MAX_CHARACTERS},
    rich_content::{Format, RichContent},
};
use rich_text::{Content, Layout, Options, Rendered, StyleSheet, escape_html};
use serde::Deserialize;

use crate::rich_text_css;

/// Bytes of HTML and CSS that the texts of a version may become together. A headline has some hundred; this much keeps
/// a page busy for a second, and pictures inside texts are better blocks of their own.
const MAX_BYTES: usize = 2_000_000;

/// The HTML of each text, by the id of its block.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    html: HashMap<String, String>,
    /// Blocks whose text has spaces that a browser would make one.
    spaced: HashSet<String>,
    sheet: StyleSheet,
}

impl Texts {
    /// Renders every text and label of a version; whatever a form cannot show is a problem.
    pub(crate) fn render(version: &Version) -> Result<Self, Vec<Problem>> {
        let mut texts = Texts::default();
        let mut problems = Vec::new();
        for (path, block) in version.located_blocks("$.versions[0]") {
            let html = match &block.kind {
                BlockKind::RichText(RichText { content, .. })
                | BlockKind::Review(Review { content, .. }) => {
                    if is_spaced(content) {
                        texts.spaced.insert(block.id.clone());
                    }
                    texts.rich(content, Layout::Block, &path, &mut problems)
                }
                BlockKind::Text(field) | BlockKind::Email(field) => {
                    texts.label(&field.label, &path, &mut problems)
                }
                BlockKind::Button(button) => texts.label(&button.label, &path, &mut problems),
                BlockKind::Image(_)
                | BlockKind::Divider(_)
                | BlockKind::Spacer(_)
                | BlockKind::Countdown(_)
                | BlockKind::Coupon(_)
                | BlockKind::Video(_) => continue,
            };
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
                self.rich(content, Layout::Label, &format!("{path}.label"), problems)
            }
        }
    }

    fn rich(
        &mut self,
        content: &RichContent,
        layout: Layout,
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
                for note in &rendered.notes {
                    problems.push(Problem::new(format!("{path}{}", note.path), &*note.message));
                }
                if rendered.notes.is_empty() && shows_nothing(&rendered) {
                    problems.push(Problem::new(&*path, "shows nothing"));
                }
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

/// A label that stands by itself, outside the form.
pub(crate) struct OwnLabel {
    pub(crate) html: String,
    /// What it says.
    pub(crate) words: String,
    /// The rules of its elements and classes.
    pub(crate) css: String,
}

/// Renders a label of at most so many characters that stands by itself, as the member `label` of what is at a path.
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
        let message = "has a token, which nothing fills in here: it stands before any answer";
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

/// The words of a text, each link's address behind its own: what is stored as what a visitor agreed to.
pub fn consent_text(content: &RichContent) -> String {
    let words = read(content)
        .ok()
        .and_then(|text| text.words_with_addresses(format_of(content)).ok());
    // A live version was compiled, so it has words; if a later release thinks otherwise, its source is kept.
    words.unwrap_or_else(|| content.content.to_string())
}

/// Whether the editor shows spaces that a browser would make one: it keeps them all. Markdown's own HTML has line feeds
/// between its elements, and its standard makes spaces one.
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
        .map_err(|error| Problem::new("$", format!("is no rich text: {error}")))
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
