//! House rules that no compiler checks: every file says what it is for, none is too long, nothing is left behind.

use super::sources::Source;
use crate::{dependencies::Graph, workspace};

/// The maximum length of a file, in lines.
const MAX_LINES: usize = 600;

/// Marks of unfinished work, assembled here so that this file does not contain them.
const LEFT_BEHIND: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

/// The violations, one line each.
pub(super) fn problems(sources: &[Source], graph: &Graph) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| is_code(source)) {
        let path = &source.path;
        if let Some(problem) = opening_problem(source) {
            problems.push(format!("{path}: {problem}"));
        }
        let lines = source.text.lines().count();
        if lines > MAX_LINES {
            problems.push(format!("{path}: {lines} lines, of at most {MAX_LINES}"));
        }
        for (number, line) in (1..).zip(source.text.lines()) {
            if let Some(word) = LEFT_BEHIND.iter().find(|word| has_word(line, word)) {
                problems.push(format!("{path}:{number}: `{word}` is left behind"));
            }
        }
    }
    problems.extend(crates_with_unsafe(sources, graph));
    problems.extend(lockfile_problem(sources));
    problems
}

/// Whether `text` has `word` with no letter, digit or underscore beside it.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(position, _)| {
        !text[..position].ends_with(is_word) && !text[position + word.len()..].starts_with(is_word)
    })
}

fn is_code(source: &Source) -> bool {
    ["rs", "js", "ts", "css", "html"]
        .iter()
        .any(|extension| source.is(extension))
}

fn opening_problem(source: &Source) -> Option<&'static str> {
    let mut lines = source
        .text
        .lines()
        .skip_while(|line| line.starts_with("#!/"));
    let first = lines.next().unwrap_or_default();
    if source.is("rs") && !first.starts_with("//! ") && !first.starts_with("#![doc = include_str!")
    {
        return Some("the first line has to be `//! ` and what the file is for");
    }
    if (source.is("js") || source.is("ts")) && !first.starts_with("/**") {
        return Some("the first line has to be `/**` and what the file is for");
    }
    None
}

fn crates_with_unsafe(sources: &[Source], graph: &Graph) -> Vec<String> {
    let mut problems = Vec::new();
    for root in graph.members().flat_map(|member| &member.roots) {
        let Ok(path) = root.strip_prefix(workspace::root()) else {
            continue;
        };
        let source = sources
            .iter()
            .find(|source| path.to_str() == Some(&source.path));
        if !source.is_some_and(|source| {
            source
                .text
                .lines()
                .any(|line| line == "#![forbid(unsafe_code)]")
        }) {
            problems.push(format!(
                "{}: `#![forbid(unsafe_code)]` is missing",
                path.display()
            ));
        }
    }
    problems
}

/// Addresses in the lockfile would tie everyone to the registry of the person who made it.
fn lockfile_problem(sources: &[Source]) -> Option<String> {
    let lockfile = sources
        .iter()
        .find(|source| source.path == "package-lock.json")?;
    lockfile.text.contains("\"resolved\"").then(|| {
        "package-lock.json: it names a registry; make it with `npm install --omit-lockfile-registry-resolved`".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::{has_word, opening_problem};
    use crate::check::sources::Source;

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has_word("use rand::Rng;", "rand") && has_word("rand", "rand"));
        assert!(!has_word("let brand = operand;", "rand") && !has_word("rand_core", "rand"));
    }

    #[test]
    fn a_file_must_say_what_it_is_for() {
        assert!(opening_problem(&source("a.rs", "//! Decides.\n")).is_none());
        assert!(
            opening_problem(&source(
                "lib.rs",
                "#![doc = include_str!(\"../README.md\")]\n"
            ))
            .is_none()
        );
        assert!(
            opening_problem(&source("a.js", "#!/usr/bin/env node\n/** Serves. */\n")).is_none()
        );
        assert!(opening_problem(&source("a.css", "a {}")).is_none());
        assert!(opening_problem(&source("a.rs", "use std::fs;\n")).is_some());
        assert!(opening_problem(&source("a.rs", "")).is_some());
        assert!(opening_problem(&source("a.js", "// Serves.\n")).is_some());
    }
}
