//! Counts what passed and what failed, and reports it at the end.

use crate::process;
use anyhow::Result;
use std::{process::Command, time::Instant};

/// How many tests or checks went well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many passed.
    pub(crate) passed: u32,
    /// How many failed.
    pub(crate) failed: u32,
}

/// The outcome of each suite, in the order they ran.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: String,
    tally: Tally,
    seconds: f32,
}

impl Tally {
    /// The count of one thing that passed or failed.
    pub(crate) fn of_one(result: &Result<()>) -> Tally {
        Tally {
            passed: result.is_ok().into(),
            failed: result.is_err().into(),
        }
    }

    /// Runs a test runner and adds up its counts. If it fails without reporting a failure, that counts as one.
    pub(crate) fn of_runner(command: &mut Command) -> Result<Tally> {
        let mut tally = Tally::default();
        let ended_well = process::watch(command, |line| {
            tally.add(read_line(line).unwrap_or_default())
        })?;
        if !ended_well && tally.failed == 0 {
            tally.failed = 1;
        }
        Ok(tally)
    }

    /// Adds another count to this one.
    pub(crate) fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Report {
    /// Runs a suite. If it cannot run, that is reported and counts as one failure, and the next suite still runs.
    pub(crate) fn run(&mut self, name: &str, suite: impl FnOnce() -> Result<Tally>) {
        println!("\n=== {name}");
        let start = Instant::now();
        let tally = suite().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Tally {
                passed: 0,
                failed: 1,
            }
        });
        self.rows.push(Row {
            name: name.to_owned(),
            tally,
            seconds: start.elapsed().as_secs_f32(),
        });
    }

    /// The sum of all suites.
    pub(crate) fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.rows.iter().for_each(|row| total.add(row.tally));
        total
    }

    /// One line a suite, and the total alone on the last.
    pub(crate) fn print(&self) {
        println!(
            "\n{:<24} {:>7} {:>7} {:>9}",
            "suite", "passed", "failed", "seconds"
        );
        for Row {
            name,
            tally,
            seconds,
        } in &self.rows
        {
            println!(
                "{name:<24} {:>7} {:>7} {seconds:>9.1}",
                tally.passed, tally.failed
            );
        }
        let total = self.total();
        println!("\n{} passed, {} failed", total.passed, total.failed);
    }
}

/// The counts in a line of output: the closing lines of `cargo test`, of wasm-bindgen's runner, which imitates it, of
/// `node --test`, and of our own programs.
fn read_line(line: &str) -> Option<Tally> {
    let line = without_colors(line);
    let line = line.trim();
    if let Some(counts) = line.strip_prefix("test result: ") {
        let (_, counts) = counts.split_once(". ")?;
        let mut counts = counts.split("; ");
        let passed = counts.next()?.strip_suffix(" passed")?.parse().ok()?;
        let failed = counts.next()?.strip_suffix(" failed")?.parse().ok()?;
        return Some(Tally { passed, failed });
    }
    if let Some((passed, failed)) = line.split_once(" passed, ") {
        let passed = passed.parse().ok()?;
        let failed = failed.strip_suffix(" failed")?.parse().ok()?;
        return Some(Tally { passed, failed });
    }
    let (name, count) = line
        .strip_prefix("ℹ ")
        .or_else(|| line.strip_prefix("# "))?
        .split_once(' ')?;
    let count = count.parse().ok()?;
    match name {
        "pass" => Some(Tally {
            passed: count,
            failed: 0,
        }),
        "fail" | "cancelled" => Some(Tally {
            passed: 0,
            failed: count,
        }),
        _ => None,
    }
}

/// The line without the escape sequences that color it.
fn without_colors(line: &str) -> String {
    let mut plain = String::new();
    let mut pieces = line.split("\u{1b}[");
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or(piece, |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Report, Tally, read_line};

    #[track_caller]
    fn check(line: &str, passed: u32, failed: u32) {
        assert_eq!(
            read_line(line).unwrap_or_default(),
            Tally { passed, failed },
            "{line}"
        );
    }

    #[test]
    fn closing_lines_of_our_own_programs_are_counted() {
        check("612 passed, 3 failed", 612, 3);
        check("visual: 612 passed, 3 failed", 0, 0);
        check("none passed, 3 failed", 0, 0);
    }

    #[test]
    fn closing_lines_of_cargo_test_are_counted() {
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            12,
            0,
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            3,
            2,
        );
        check(
            "test result: \u{1b}[32mok\u{1b}[0m. 7 passed; 0 failed; 0 ignored",
            7,
            0,
        );
    }

    #[test]
    fn closing_lines_of_node_are_counted() {
        check("ℹ pass 4", 4, 0);
        check("\u{1b}[34mℹ fail 1\u{1b}[39m", 0, 1);
        check("# cancelled 2", 0, 2);
        check("ℹ duration_ms 95.2", 0, 0);
    }

    #[test]
    fn other_lines_count_nothing() {
        check("test rules::closes_on_escape ... ok", 0, 0);
        check("running 3 tests", 0, 0);
        check("# pass the salt", 0, 0);
        check("test result: unknown", 0, 0);
    }

    #[test]
    fn a_suite_that_cannot_run_has_failed_once() {
        let mut report = Report::default();
        report.run("one", || {
            Ok(Tally {
                passed: 2,
                failed: 0,
            })
        });
        report.run("two", || anyhow::bail!("no such program"));
        assert_eq!(
            report.total(),
            Tally {
                passed: 2,
                failed: 1
            }
        );
    }
}
