//! Invariant 2 of ARCHITECTURE.md: domain crates do no IO, read no clock and draw no randomness.

use super::{sources::Source, tidy::has_word};

/// The crates that are given everything they look at.
const DOMAIN: &[&str] = &[
    "bounded-json",
    "answers",
    "targeting",
    "rich-text",
    "form-model",
    "form-compile",
];

/// What reads or changes the outside world, as sources name it.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant",
    "rand",
    "getrandom",
];

/// Lines of domain crates that name something impure.
pub(super) fn problems(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| is_domain(&source.path)) {
        for (number, line) in (1..)
            .zip(source.text.lines())
            .take_while(|(_, line)| !starts_tests(line))
        {
            if let Some(word) = impure_word(line) {
                problems.push(format!(
                    "{}:{number}: a domain crate names `{word}`",
                    source.path
                ));
            }
        }
    }
    problems
}

fn is_domain(path: &str) -> bool {
    let source = |name: &&&str| path.starts_with(&format!("crates/{name}/src/"));
    path.ends_with(".rs") && DOMAIN.iter().find(source).is_some()
}

/// Tests are at the end of a file, and may read fixtures.
fn starts_tests(line: &str) -> bool {
    line == "#[cfg(test)]"
}

fn impure_word(line: &str) -> Option<&'static str> {
    let code = line.split("//").next().unwrap_or_default();
    IMPURE.iter().copied().find(|word| has_word(code, word))
}

#[cfg(test)]
mod tests {
    use super::{impure_word, is_domain, problems};
    use crate::check::sources::Source;

    #[test]
    fn only_sources_of_domain_crates_are_looked_at() {
        assert!(is_domain("crates/targeting/src/url.rs"));
        assert!(
            !is_domain("crates/targeting/tests/fixtures.rs")
                && !is_domain("crates/dormouse/src/main.rs")
        );
    }

    #[test]
    fn impure_names_are_found_in_code_but_not_in_comments() {
        assert_eq!(
            impure_word("use std::time::{Duration, Instant};"),
            Some("Instant")
        );
        assert_eq!(impure_word("std::fs::read(path)"), Some("std::fs"));
        assert_eq!(impure_word("// An Instant later."), None);
        assert_eq!(impure_word("let operand = brand;"), None);
    }

    #[test]
    fn tests_below_the_code_may_read_files() {
        let text =
            "//! Rules.\nuse std::fs;\n#[cfg(test)]\nmod tests { use std::env; }\n".to_owned();
        let source = Source {
            path: "crates/answers/src/lib.rs".to_owned(),
            text,
        };
        assert_eq!(
            problems(&[source]),
            ["crates/answers/src/lib.rs:2: a domain crate names `std::fs`"]
        );
    }
}
