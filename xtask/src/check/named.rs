//! Docs name only what there is: files and folders of the clone, targets of links, and items of our crates.

use super::{sources::Source, tidy::has_word};
use std::collections::BTreeSet;

/// Keywords before the name of an item.
const ITEMS: &[&str] = &["fn", "mod", "struct", "enum", "trait", "type", "const"];

/// Names in docs that exist nowhere.
pub(super) fn problems(sources: &[Source], all_paths: &[String]) -> Vec<String> {
    let clone = Clone::of(all_paths);
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| source.is("md")) {
        for (number, line) in (1..).zip(source.text.lines()) {
            let missing_links = links(line).filter(|link| !clone.has_link(&source.path, link));
            let missing_names =
                codes(line).filter(|code| clone.is_missing(code) || is_missing_item(code, sources));
            for name in missing_links.chain(missing_names) {
                let path = &source.path;
                problems.push(format!("{path}:{number}: `{name}` does not exist"));
            }
        }
    }
    problems
}

/// The files and folders of the clone.
struct Clone<'a> {
    paths: BTreeSet<&'a str>,
    /// Folders at the top, and crates, which docs often name without `crates/`.
    beginnings: BTreeSet<&'a str>,
}

impl<'a> Clone<'a> {
    fn of(all_paths: &'a [String]) -> Self {
        let mut clone = Self {
            paths: BTreeSet::from([""]),
            beginnings: BTreeSet::new(),
        };
        for path in all_paths {
            clone.paths.insert(path);
            for (end, _) in path.match_indices('/') {
                clone.paths.insert(&path[..end]);
            }
            let mut parts = path.split('/');
            if let (Some(top), Some(below)) = (parts.next(), parts.next()) {
                clone.beginnings.insert(top);
                if top == "crates" {
                    clone.beginnings.insert(below);
                }
            }
        }
        clone
    }

    fn has(&self, path: &str) -> bool {
        self.paths.contains(path.trim_end_matches('/'))
    }

    /// Whether a code is written like a path of the clone, and is none.
    fn is_missing(&self, code: &str) -> bool {
        let is_path = code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_.-/".contains(&byte));
        let Some((beginning, _)) = code.split_once('/') else {
            return false;
        };
        // Names in capital letters stand for any name.
        let has_gap = code.split(['/', '.']).any(|part| {
            part.bytes().any(|byte| byte.is_ascii_uppercase())
                && !part.bytes().any(|byte| byte.is_ascii_lowercase())
        }) && !code.ends_with(".md");
        is_path
            && !has_gap
            && self.beginnings.contains(beginning)
            && !self.has(code)
            && !self.has(&format!("crates/{code}"))
    }

    /// Whether the target of a link in a file exists; addresses and rustdoc's items are not checked.
    fn has_link(&self, file: &str, link: &str) -> bool {
        let target = link.split('#').next().unwrap_or_default();
        if target.is_empty() || target.contains(':') || target.contains(['@', '(']) {
            return true;
        }
        let mut parts: Vec<&str> = file.split('/').collect();
        parts.pop();
        for part in target.split('/') {
            match part {
                "." | "" => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        self.has(&parts.join("/"))
    }
}

/// The targets of links in a line.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next())
}

/// What a line has between backticks.
fn codes(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether a code is written like an item of one of our crates (`form_compile::compile`), which that crate lacks.
fn is_missing_item(code: &str, sources: &[Source]) -> bool {
    let is_path = code
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_:".contains(&byte));
    let Some((crate_name, item)) = code.split_once("::").filter(|_| is_path) else {
        return false;
    };
    let folder = format!("crates/{}/src/", crate_name.replace('_', "-"));
    let mut in_crate = sources
        .iter()
        .filter(|source| source.is("rs") && source.path.starts_with(&folder))
        .peekable();
    let name = item.rsplit("::").next().unwrap_or_default();
    in_crate.peek().is_some()
        && !in_crate.any(|source| {
            source
                .text
                .lines()
                .any(|line| has_word(line, name) && ITEMS.iter().any(|kind| has_word(line, kind)))
        })
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::check::sources::Source;

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let sources = [
            source("docs/A.md", text),
            source(
                "crates/form-model/src/lib.rs",
                "//! Forms.\npub fn validate() {}\n",
            ),
        ];
        let paths = [
            "README.md",
            "docs/A.md",
            "docs/picture.png",
            "crates/form-model/src/lib.rs",
        ];
        let found = problems(&sources, &paths.map(str::to_owned));
        let expected: Vec<String> = expected
            .iter()
            .map(|name| format!("docs/A.md:1: `{name}` does not exist"))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_exist() {
        check(
            "`docs/A.md`, `form-model/src/`, `crates/form-model/src/lib.rs`",
            &[],
        );
        check("`docs/B.md`", &["docs/B.md"]);
        check(
            "`crates/form-model/src/block.rs`",
            &["crates/form-model/src/block.rs"],
        );
    }

    #[test]
    fn what_only_looks_like_a_path_is_left_alone() {
        check("`docs/KIND.rs`, `docs/*.css`, `text/html`, `a docs/b`", &[]);
    }

    #[test]
    fn links_lead_to_a_file() {
        check(
            "[a](A.md#b) [b](../README.md) [c](picture.png) [d](https://a.example) [e](#f)",
            &[],
        );
        check("[a](C.md#b) [b](README.md)", &["C.md#b", "README.md"]);
    }

    #[test]
    fn items_exist() {
        check(
            "`form_model::validate`, `std::fs`, `form_model::validate(x)`",
            &[],
        );
        check("`form_model::compile`", &["form_model::compile"]);
    }
}
