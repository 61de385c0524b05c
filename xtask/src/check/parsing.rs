//! JSON from outside is read in one place, `crates/bounded-json`, which limits it first.

use super::sources::Source;
use crate::dependencies::Graph;

/// How sources read JSON without bounds.
const UNBOUNDED: &[&str] = &[
    "serde_json::from_",
    "serde_json::Deserializer",
    "from_str::<Value>",
    "from_slice::<Value>",
    "RawValue",
];

/// Features of `serde_json` that parse a text under a certain key again, with a fresh depth limit, so that about 25 kB
/// exhaust the stack. A feature applies to a whole program, whichever dependency asks for it.
const FORBIDDEN_FEATURES: &[&str] = &["raw_value", "arbitrary_precision", "unbounded_depth"];

/// Lines of shipped sources that read JSON without `bounded-json`.
pub(super) fn source_problems(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| is_shipped(&source.path)) {
        let code = (1..)
            .zip(source.text.lines())
            .take_while(|(_, line)| *line != "#[cfg(test)]");
        for (number, line) in code {
            let line = line.split("//").next().unwrap_or_default();
            if let Some(call) = UNBOUNDED.iter().find(|call| line.contains(**call)) {
                problems.push(format!(
                    "{}:{number}: `{call}` reads JSON without bounds; use the crate bounded-json",
                    source.path
                ));
            }
        }
    }
    problems
}

/// Features of the JSON parser that must not be on.
pub(super) fn feature_problems(graph: &Graph) -> Vec<String> {
    let is_forbidden = |feature: &&String| FORBIDDEN_FEATURES.contains(&feature.as_str());
    let features = graph.features("serde_json").into_iter();
    let problem = |feature: &String| {
        format!(
            "serde_json has the feature `{feature}`: see `cargo tree -e features -i serde_json`"
        )
    };
    features.filter(is_forbidden).map(problem).collect()
}

fn is_shipped(path: &str) -> bool {
    let is_source = path.starts_with("crates/") || path.starts_with("renderer-service/");
    let is_test = path.contains("/tests") || path.contains("/examples/");
    path.ends_with(".rs")
        && is_source
        && path.contains("/src/")
        && !is_test
        && !path.starts_with("crates/bounded-json/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        let (path, text) = (path.to_owned(), text.to_owned());
        Source { path, text }
    }

    #[test]
    fn only_shipped_code_is_held_to_bounds() {
        let text = "//! A.\nlet a = serde_json::from_str(b); // serde_json::from_str\n#[cfg(test)]\nserde_json::from_slice(c)\n";
        let found = source_problems(&[
            source("crates/dormouse/src/a.rs", text),
            source("crates/dormouse/tests/a.rs", text),
            source("crates/dormouse/src/a/tests.rs", text),
            source("crates/bounded-json/src/lib.rs", text),
            source("xtask/src/size.rs", text),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("crates/dormouse/src/a.rs:2: "),
            "{found:?}"
        );
    }
}
