//! A kind of block is one file in the model and one in the compiler, and each has one place that lists the kinds. All
//! other code asks the block: if it named a kind, it could forget a new one.

use super::{sources::Source, tidy::has_word};

/// The files that list the kinds.
const LISTS: [&str; 2] = [
    "crates/form-model/src/block.rs",
    "crates/form-compile/src/block.rs",
];

/// The folder of the compiler's half of each kind, which may know its own.
const COMPILED: &str = "crates/form-compile/src/block/";

/// Lines of production code that name a kind of block elsewhere.
pub(super) fn problems(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| is_watched(source)) {
        let production = source
            .text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]");
        for (number, line) in (1..).zip(production) {
            let code = line.split("//").next().unwrap_or_default();
            if has_word(code, "BlockKind") && code.contains("BlockKind::") {
                problems.push(format!(
                    "{}:{number}: names a kind of block; only {} may: add a method to the kinds instead",
                    source.path,
                    LISTS.join(" and ")
                ));
            }
        }
    }
    problems
}

fn is_watched(source: &Source) -> bool {
    source.is("rs")
        && source.path.contains("/src/")
        && !LISTS.contains(&source.path.as_str())
        && !source.path.starts_with(COMPILED)
        && !source.path.starts_with("xtask/")
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::check::sources::Source;

    #[track_caller]
    fn check(path: &str, text: &str, count: usize) {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(problems(&[source]).len(), count);
    }

    #[test]
    fn only_the_lists_name_kinds_of_blocks() {
        let named = "match kind {\n    BlockKind::Image(_) => true,\n    _ => false,\n}\n";
        check("crates/dormouse/src/versions.rs", named, 1);
        check("crates/form-compile/src/css.rs", named, 1);
        check("crates/form-compile/src/block.rs", named, 0);
        check("crates/form-compile/src/block/image.rs", named, 0);
        check("crates/form-model/tests/validate.rs", named, 0);
    }
}
