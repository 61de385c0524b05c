//! The plain text of a document.

use super::lines::{Line, Lines, Run, RunContent};
use crate::{link, options::Addresses, token};

/// A placeholder for an image in the text of a line, so that no token spans one: a character that no line contains.
pub(super) const OBJECT: char = '\n';

/// The text of a document: its lines, without formats.
pub(super) fn of(lines: &Lines<'_>) -> String {
    joined(lines, |out, line| {
        for text in texts(lines.runs(line)) {
            out.push_str(text);
        }
    })
}

/// The words as a page without values for tokens shows them.
pub(super) fn shown(lines: &Lines<'_>, addresses: Addresses) -> String {
    joined(lines, |out, line| {
        let runs = lines.runs(line);
        match addresses {
            Addresses::LeftOut => push_shown(out, runs),
            Addresses::Kept => push_with_addresses(out, runs),
        }
    })
}

/// The texts of a line.
pub(super) fn texts<'r>(runs: &'r [Run<'_>]) -> impl Iterator<Item = &'r str> {
    runs.iter().filter_map(|run| match run.content {
        RunContent::Text(text) => Some(text),
        RunContent::Image(_) => None,
    })
}

/// The text of a line in one piece.
pub(super) fn line_text(runs: &[Run<'_>]) -> String {
    let mut line = String::new();
    for run in runs {
        match run.content {
            RunContent::Text(text) => line.push_str(text),
            RunContent::Image(_) => line.push(OBJECT),
        }
    }
    line
}

fn joined(lines: &Lines<'_>, mut push: impl FnMut(&mut String, &Line<'_>)) -> String {
    let mut out = String::with_capacity(lines.text_len());
    for (index, line) in lines.all().iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        push(&mut out, line);
    }
    out
}

fn push_shown(out: &mut String, runs: &[Run<'_>]) {
    let has_braces = |text: &str| text.contains('{');
    if !texts(runs).any(has_braces) {
        texts(runs).for_each(|text| out.push_str(text));
        return;
    }
    let line = line_text(runs);
    let words = token::without(&line);
    out.extend(words.chars().filter(|&character| character != OBJECT));
}

/// Each link's address follows its words, unless it is equal to them.
fn push_with_addresses(out: &mut String, runs: &[Run<'_>]) {
    let address = |run: &Run<'_>| {
        let address = run.attributes.link.as_deref()?;
        link::check(address).is_ok().then(|| address.to_owned())
    };
    for linked in runs.chunk_by(|a, b| address(a) == address(b)) {
        let start = out.len();
        push_shown(out, linked);
        if let Some(address) = linked.first().and_then(address)
            && out[start..] != address
        {
            out.push_str(&format!(" ({address})"));
        }
    }
}
