//! Words that readers have to decode: comments, docs, messages and test names use plainer ones.

use super::{sources::Source, tidy::has_word};

/// A phrase, put together here so that this file does not contain it, and what to write instead.
struct Refused {
    phrase: &'static str,
    instead: &'static str,
}

/// The phrases that readers stumbled over most.
const REFUSED: &[Refused] = &[
    Refused {
        phrase: concat!("is ", "told"),
        instead: "say who reports what",
    },
    Refused {
        phrase: concat!("are ", "told"),
        instead: "say who reports what",
    },
    Refused {
        phrase: concat!("be ", "told"),
        instead: "say who reports what",
    },
    Refused {
        phrase: concat!("was ", "told"),
        instead: "say who reported what",
    },
    Refused {
        phrase: concat!("were ", "told"),
        instead: "say who reported what",
    },
    Refused {
        phrase: concat!("sta", "nds"),
        instead: "say `is`",
    },
    Refused {
        phrase: concat!("who", "ever"),
        instead: "name the person or program",
    },
    Refused {
        phrase: concat!("no", "body"),
        instead: "name the subject, or say `no visitor`, `no client`",
    },
    Refused {
        phrase: concat!("some", "body"),
        instead: "name the subject, such as `a visitor`",
    },
    Refused {
        phrase: concat!("what ", "becomes of"),
        instead: "say `the result of`, or what happens",
    },
    Refused {
        phrase: concat!("what ", "became of"),
        instead: "say `the outcome of`",
    },
];

/// Begins a sentence about what something is not.
const DENIAL: &str = concat!("is ", "no");

/// The words after [`DENIAL`] that belong to common phrases.
const ALLOWED: &[&str] = &["longer", "more", "one"];

/// What readers see: sources, styles, settings and docs. The demo shop's HTML is a shop's prose, not ours.
const EXTENSIONS: &[&str] = &[
    "css", "conf", "example", "js", "md", "rs", "sql", "toml", "ts", "yaml",
];

/// Files that must not change: databases remember the migrations' hashes, and fixtures hold other people's texts.
const UNCHANGEABLE: &[&str] = &["crates/dormouse/migrations/", "fixtures/"];

/// The lines with a refused phrase.
pub(super) fn problems(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| is_ours(source)) {
        for (number, line) in (1..).zip(source.text.lines()) {
            let line = line.to_lowercase();
            for refused in REFUSED
                .iter()
                .filter(|refused| has_word(&line, refused.phrase))
            {
                problems.push(format!(
                    "{}:{number}: `{}` is hard to read: {}",
                    source.path, refused.phrase, refused.instead
                ));
            }
            if denies(&line) {
                problems.push(format!(
                    "{}:{number}: `{DENIAL}` is hard to read: say `is not a`",
                    source.path
                ));
            }
        }
    }
    problems
}

/// Whether a line says what something is not with [`DENIAL`]; after `there`, or before `longer`, it is good English.
fn denies(line: &str) -> bool {
    line.match_indices(DENIAL).any(|(position, _)| {
        let (before, after) = (&line[..position], &line[position + DENIAL.len()..]);
        !before.ends_with(char::is_alphanumeric)
            && !before.ends_with("there ")
            && after
                .strip_prefix(' ')
                .is_some_and(|after| !ALLOWED.iter().any(|word| after.starts_with(word)))
    })
}

fn is_ours(source: &Source) -> bool {
    EXTENSIONS.iter().any(|extension| source.is(extension))
        && !UNCHANGEABLE
            .iter()
            .any(|folder| source.path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::check::sources::Source;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(problems(&[source]), expected);
    }

    #[test]
    fn a_refused_phrase_is_reported_with_its_line() {
        let comment = concat!("//! Stores.\n// The client is ", "told.\n");
        let problem = concat!(
            "a.rs:2: `is ",
            "told` is hard to read: say who reports what"
        );
        check("a.rs", comment, &[problem]);
    }

    #[test]
    fn capitals_and_messages_count_too() {
        let doc = concat!("No", "body reads it.\n");
        let problem = concat!(
            "README.md:1: `no",
            "body` is hard to read: name the subject, or say `no visitor`, `no client`"
        );
        check("README.md", doc, &[problem]);
        let message = concat!("throw new Error(\"it sta", "nds twice\");\n");
        let problem = concat!("a.js:1: `sta", "nds` is hard to read: say `is`");
        check("a.js", message, &[problem]);
    }

    #[test]
    fn a_thing_is_not_called_no_such_thing() {
        let message = concat!("#[error(\"is ", "no address\")]\n");
        let problem = concat!("a.rs:1: `is ", "no` is hard to read: say `is not a`");
        check("a.rs", message, &[problem]);
        let text = concat!("// There is ", "no form, which is ", "no longer live.\n");
        check("a.rs", text, &[]);
    }

    #[test]
    fn parts_of_words_do_not_count() {
        check("a.rs", concat!("let no", "body99 = understands;\n"), &[]);
    }

    #[test]
    fn files_that_must_not_change_are_left_out() {
        let comment = concat!("-- Who", "ever sends it.\n");
        check("crates/dormouse/migrations/0001.sql", comment, &[]);
        check("fixtures/commonmark/spec.md", comment, &[]);
    }
}
