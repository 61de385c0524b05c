//! Everything that CI runs: `npm test`.

use crate::{
    build, check, setup, size,
    tally::{Report, Tally},
    visual, workspace,
};
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// A file of browser tests takes a minute or two; if it waits for something that never comes, it is ended.
const TEST_TIMEOUT: &str = "--test-timeout=1500000";

/// How many files run at a time if they measure something and need the machine for themselves.
const ONE_FILE: &str = "--test-concurrency=1";
/// How many files run at a time where most of the time they wait for a page.
const TWO_FILES: &str = "--test-concurrency=2";

/// Installs what is missing, then runs all suites, even if one fails.
pub(crate) fn test() -> Result<ExitCode> {
    let mut report = Report::default();
    report.run("set-up", || {
        setup::setup(setup::TEST).map(|()| Tally::default())
    });
    if report.total().failed == 0 {
        run_suites(&mut report)?;
    }
    report.print();
    Ok(if report.total().failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn run_suites(report: &mut Report) -> Result<()> {
    report.run("check", || Ok(check::run()));
    // Before the native tests: some of them start the service, which embeds the storefront modules.
    report.run("build", || Ok(Tally::of_one(&build::build())));
    report.run("native tests", native);
    report.run("wasm modules and their twins", || {
        node_tests("www/loader/test", ONE_FILE)
    });
    report.run("deployment files", || {
        node_tests("renderer-service/deploy", ONE_FILE)
    });
    report.run("size", || Ok(Tally::of_one(&within_budget())));
    report.run("visual suite itself", || {
        node_tests("visual-tests", ONE_FILE)
    });
    report.run("visual suite", || {
        // The machine is unknown here.
        Tally::of_runner(visual::node("visual-tests/run.js").arg("--anywhere"))
    });
    report.run("sharpness", || {
        Tally::of_runner(visual::node("visual-tests/mutate.js").args(["--sample", "20", "--own"]))
    });
    report.run("end to end", || node_tests("e2e", TWO_FILES));
    Ok(())
}

fn native() -> Result<Tally> {
    Tally::of_runner(workspace::cargo().args(["test", "--locked", "--workspace", "--no-fail-fast"]))
}

fn within_budget() -> Result<()> {
    ensure!(size::measure()?, "the sizes are outside size-budget.json");
    Ok(())
}

/// Runs the files `*.test.js` below a folder of the clone.
fn node_tests(folder: &str, concurrency: &str) -> Result<Tally> {
    let mut files = files_below(&workspace::root().join(folder))?;
    files.retain(|file| file.to_str().is_some_and(|path| path.ends_with(".test.js")));
    files.sort();
    ensure!(!files.is_empty(), "{folder}/ contains no *.test.js");
    let mut node = Command::new("node");
    // Named one by one: a folder means something else in each major version of Node.
    node.args(["--test", "--test-reporter=spec", TEST_TIMEOUT, concurrency])
        .args(files)
        .current_dir(workspace::root());
    if let Some(chromium) = setup::chromium() {
        node.env("CHROMIUM", chromium);
    }
    if let Some(firefox) = setup::firefox() {
        node.env("FIREFOX", firefox);
    }
    Tally::of_runner(&mut node)
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("cannot read the folder {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                &mut folders
            } else {
                &mut files
            }
            .push(path);
        }
    }
    Ok(files)
}
