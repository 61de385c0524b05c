//! Forbidden dependency edges: the invariants of ARCHITECTURE.md about which crate must not depend on which.

use crate::dependencies::Graph;
use anyhow::Result;

/// A crate, and the crates that it must not depend on, directly or not.
struct Ignorance {
    of: &'static str,
    about: &'static [&'static str],
}

const SERDE: &[&str] = &["serde", "serde_core", "serde_derive", "serde_json"];

const IGNORANCE: &[Ignorance] = &[
    Ignorance {
        of: "form-trigger",
        about: &["rich-text", "form-compile", "form-render", "form-model"],
    },
    Ignorance {
        of: "form-trigger",
        about: SERDE,
    },
    Ignorance {
        of: "form-render",
        about: &["form-model", "form-compile", "rich-text", "form-trigger"],
    },
    Ignorance {
        of: "form-render",
        about: SERDE,
    },
    Ignorance {
        of: "renderer-service",
        about: STATE,
    },
    Ignorance {
        of: "http-server",
        about: &["form-model", "form-compile", "rich-text"],
    },
    Ignorance {
        of: "json-lines",
        about: IMPURE,
    },
    Ignorance {
        of: "bounded-json",
        about: IMPURE,
    },
    Ignorance {
        of: "answers",
        about: IMPURE,
    },
    Ignorance {
        of: "targeting",
        about: IMPURE,
    },
    Ignorance {
        of: "rich-text",
        about: IMPURE,
    },
    Ignorance {
        of: "form-model",
        about: IMPURE,
    },
    Ignorance {
        of: "form-compile",
        about: IMPURE,
    },
];

/// What would let the renderer service keep something, or depend on another service.
const STATE: &[&str] = &["dormouse", "sqlx", "sqlx-core", "libsqlite3-sys", "ureq"];

/// What would bring IO, a clock or randomness into a domain crate.
const IMPURE: &[&str] = &[
    "rand",
    "getrandom",
    "fastrand",
    "chrono",
    "time",
    "tokio",
    "mio",
    "socket2",
    "rusqlite",
    "web-sys",
];

/// Crates that must not depend on any other crate.
const ALONE: &[&str] = &["answers", "targeting"];

/// Every edge that must not be, a line each.
pub(super) fn problems(graph: &Graph) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for Ignorance { of, about } in IGNORANCE {
        for package in graph.closure(of)? {
            if about.contains(&package.name.as_str()) {
                problems.push(format!(
                    "{of} depends on {}: see `cargo tree -p {of} -i {}`",
                    package.name, package.name
                ));
            }
        }
    }
    for name in ALONE {
        let count = graph.closure(name)?.len() - 1;
        if count > 0 {
            problems.push(format!(
                "{name} must not depend on other crates, but depends on {count}: see `cargo tree -p {name}`"
            ));
        }
    }
    Ok(problems)
}
