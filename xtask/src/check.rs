//! What can be said about the sources without running them: `npm run check`.

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

mod edges;
mod purity;
mod sources;
mod tidy;

/// Installs what checking needs, then checks everything.
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

/// Checks only what needs no other program.
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
    let arguments = ["doc", "--quiet", "--workspace", "--no-deps"];
    process::run(
        workspace::cargo()
            .args(arguments)
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn tidy_sources() -> Result<()> {
    let sources = sources::read()?;
    let graph = Graph::load()?;
    let mut problems = tidy::problems(&sources, &graph);
    problems.extend(purity::problems(&sources));
    fail_with(&problems)
}

fn dependency_edges() -> Result<()> {
    fail_with(&edges::problems(&Graph::load()?)?)
}

fn eslint() -> Result<()> {
    process::run(workspace::node_tool("eslint").args(["--max-warnings=0", "."]))
}

/// One call a world: tests know Node and the browser, the loader and its users are held to more than the demo shop.
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

/// Not the advisories: they come over the network, and change without the sources changing.
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
