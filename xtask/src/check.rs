//! Checks that need not run the code: `npm run check`.

use crate::{
    dependencies::Graph,
    process,
    setup::{self, CARGO_DENY},
    tally::{Report, Tally},
    workspace,
};
use anyhow::{Result, bail};
use std::{
    process::{Command, ExitCode},
    time::Instant,
};

mod block_kinds;
mod demo;
mod edges;
mod named;
mod parsing;
mod purity;
mod sources;
mod tidy;
mod words;

/// Installs what the checks need, then runs all of them.
pub(crate) fn check() -> Result<ExitCode> {
    setup::setup(setup::CHECK)?;
    let mut report = Report::default();
    report.run("check", || Ok(run()));
    report.print();
    Ok(if report.total().failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs only the checks that need no other program.
pub(crate) fn tidy() -> Result<()> {
    tidy_sources()
}

/// Runs every check, whatever fails on the way.
pub(crate) fn run() -> Tally {
    type Check = fn() -> Result<()>;
    let checks: &[(&str, Check)] = &[
        ("formatting", format),
        ("clippy", clippy),
        ("rustdoc", rustdoc),
        ("tidy", tidy_sources),
        ("edges", dependency_edges),
        ("prettier", prettier),
        ("eslint", eslint),
        ("types", types),
        ("licenses and sources", deny),
    ];
    let mut tally = Tally::default();
    for (name, check) in checks {
        println!("--- {name}");
        let start = Instant::now();
        let result = check();
        tally.add(Tally::of_one(&result));
        let seconds = start.elapsed().as_secs_f32();
        match result {
            Ok(()) => println!("--- {name}: good ({seconds:.1} s)"),
            Err(error) => println!("{error:#}\n--- {name}: FAILED ({seconds:.1} s)"),
        }
    }
    tally
}

fn format() -> Result<()> {
    process::run(workspace::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    let arguments = [
        "clippy",
        "--locked",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    process::run(workspace::cargo().args(arguments))
}

fn rustdoc() -> Result<()> {
    let arguments = ["doc", "--locked", "--quiet", "--workspace", "--no-deps"];
    process::run(
        workspace::cargo()
            .args(arguments)
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn tidy_sources() -> Result<()> {
    let paths = sources::paths()?;
    let sources = sources::read(&paths);
    let graph = Graph::load()?;
    let mut problems = tidy::problems(&sources, &graph);
    problems.extend(purity::problems(&sources));
    problems.extend(block_kinds::problems(&sources));
    problems.extend(demo::problems(&sources));
    problems.extend(parsing::source_problems(&sources));
    problems.extend(words::problems(&sources));
    problems.extend(named::problems(&sources, &paths));
    fail_with(&problems)
}

fn dependency_edges() -> Result<()> {
    let graph = Graph::load()?;
    let mut problems = edges::problems(&graph)?;
    problems.extend(parsing::feature_problems(&graph));
    fail_with(&problems)
}

fn prettier() -> Result<()> {
    process::run(workspace::node_tool("prettier").args([
        "--check",
        "--log-level=warn",
        "**/*.{js,ts}",
    ]))
}

fn eslint() -> Result<()> {
    process::run(workspace::node_tool("eslint").args(["--max-warnings=0", "."]))
}

/// One call per environment: tests may use Node and the browser, and the rules for the loader are stricter than those
/// for the demo shop.
fn types() -> Result<()> {
    for project in [
        "tsconfig.json",
        "xtask/tsconfig.loader.json",
        "xtask/tsconfig.api.json",
        "xtask/tsconfig.shop.json",
    ] {
        process::run(workspace::node_tool("tsc").args(["--noEmit", "--project", project]))?;
    }
    Ok(())
}

/// Not the advisories: `advisories.rs` says why.
fn deny() -> Result<()> {
    let mut deny = Command::new(CARGO_DENY.program("cargo-deny")?);
    deny.args([
        "--workspace",
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ]);
    process::run(deny.current_dir(workspace::root()))
}

fn fail_with(problems: &[String]) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    bail!("{}", problems.join("\n"))
}
