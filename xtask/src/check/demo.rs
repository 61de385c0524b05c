//! The demo uses the service, and the service never uses the demo: its forms are only examples.

use super::{sources::Source, tidy::has_word};

/// The sources of the service.
const SERVICE: &str = "crates/dormouse/src/";

/// Files below the service's sources that may know the demo: the demo itself, the command that starts it, and the list
/// of modules.
const MAY_KNOW: &[&str] = &["demo.rs", "demo/", "cli.rs", "cli/demo.rs", "lib.rs"];

/// Lines of production code that name the demo.
pub(super) fn problems(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| is_production(source)) {
        let lines = source.text.lines();
        for (number, line) in (1..)
            .zip(lines)
            .take_while(|(_, line)| *line != "#[cfg(test)]")
        {
            let code = line.split("//").next().unwrap_or_default();
            if has_word(code, "demo") && code.contains("demo::") {
                problems.push(format!(
                    "{}:{number}: production code uses the demo; only {} may",
                    source.path,
                    MAY_KNOW.join(", ")
                ));
            }
        }
    }
    problems
}

fn is_production(source: &Source) -> bool {
    source.is("rs")
        && source
            .path
            .strip_prefix(SERVICE)
            .is_some_and(|path| !MAY_KNOW.iter().any(|known| path.starts_with(known)))
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::check::sources::Source;

    #[track_caller]
    fn check(path: &str, text: &str, count: usize) {
        let source = Source {
            path: format!("crates/dormouse/src/{path}"),
            text: text.to_owned(),
        };
        assert_eq!(problems(&[source]).len(), count);
    }

    #[test]
    fn only_the_demo_and_its_command_know_the_demo() {
        let import = "//! Publishes.\nuse crate::{\n    demo::{FORMS, SITE},\n};\n";
        check("publish/composed_for.rs", import, 1);
        check("app.rs", "let site = crate::demo::SITE;\n", 1);
        check("cli/demo.rs", import, 0);
        check("demo/shop.rs", import, 0);
        check(
            "app.rs",
            "// As demo::SITE.\n#[cfg(test)]\nmod tests { use crate::demo::SITE; }\n",
            0,
        );
    }
}
