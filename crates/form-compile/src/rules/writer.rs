//! Writes the lines of a program: `targeting::program` has their grammar.

use form_model::{Problem, bounds::Bounds};
use targeting::program;

/// The most bytes that the program of one form may have: it travels with every page view of the site.
pub(super) const MAX_PROGRAM_BYTES: usize = 4_000;

/// The maximum number of problems: more of them at once would not help.
const MAX_PROBLEMS: usize = 10;

/// A program that grows line by line, and the problems found.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    /// The form whose rules are compiled.
    pub(super) form_id: &'a str,
    /// The moment of publishing, in unix seconds.
    pub(super) now: u32,
    text: String,
    groups: usize,
    path: String,
    problems: Vec<Problem>,
}

impl<'a> Writer<'a> {
    /// Begins a program for a form, at a moment in unix seconds.
    pub(super) fn new(form_id: &'a str, now: u32) -> Self {
        Writer {
            form_id,
            now,
            text: String::new(),
            groups: 0,
            path: String::new(),
            problems: Vec::new(),
        }
    }

    /// Writes a separate line, before the first group.
    pub(super) fn flag(&mut self, flag: u8) {
        self.line(flag, "");
    }

    /// Begins a group of conditions, which must all hold; `code` is the reported reason.
    pub(super) fn group(&mut self, kind: u8, code: &str) {
        self.groups += 1;
        self.line(kind, code);
    }

    /// Begins a condition on a fact.
    pub(super) fn condition(&mut self, kind: u8, name: &str) {
        self.text.push(char::from(program::CONDITION));
        self.line(kind, name);
    }

    /// Adds a text pattern, with [`program::ANY_CHARACTERS`] in it, to a list of the condition.
    pub(super) fn pattern(&mut self, list: u8, pattern: &str) {
        self.entry(list, program::PATTERN, pattern);
    }

    /// Adds a range of whole numbers, both bounds included, to a list of the condition.
    pub(super) fn range(&mut self, list: u8, least: Option<u32>, most: Option<u32>) {
        let bound = |bound: Option<u32>| bound.map_or(String::new(), |bound| bound.to_string());
        let range = format!("{},{}", bound(least), bound(most));
        self.entry(list, program::RANGE, &range);
    }

    /// Adds an entry of any kind to a list of the condition.
    pub(super) fn entry(&mut self, list: u8, kind: u8, operand: &str) {
        self.text.push(char::from(list));
        self.line(kind, operand);
    }

    /// Writes a condition that a number is at least so much.
    pub(super) fn at_least(&mut self, kind: u8, name: &str, least: u32) {
        self.condition(kind, name);
        self.range(program::ALLOW, Some(least), None);
    }

    /// Writes a condition that a number is within limits, or nothing if there are none.
    pub(super) fn within(&mut self, kind: u8, name: &str, bounds: Bounds) {
        if !bounds.is_open() {
            self.condition(kind, name);
            self.range(program::ALLOW, bounds.minimum, bounds.maximum);
        }
    }

    /// The path of the next problems.
    pub(super) fn set_path(&mut self, path: String) {
        self.path = path;
    }

    /// Records a problem, at a path below the current one.
    pub(super) fn problem(&mut self, below: &str, message: impl Into<String>) {
        self.problems
            .push(Problem::new(format!("{}{below}", self.path), message));
    }

    /// Whether the program is already refused, so that expensive work can be skipped.
    ///
    /// Limits the time for a form with many expensive expressions.
    pub(super) fn is_refused(&self) -> bool {
        self.text.len() > MAX_PROGRAM_BYTES || self.problems.len() >= MAX_PROBLEMS
    }

    /// The number of groups.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    /// The length of the program.
    pub(super) fn size_bytes(&self) -> usize {
        self.text.len()
    }

    /// The program, or the problems.
    pub(super) fn into_text(self) -> Result<String, Vec<Problem>> {
        if self.problems.is_empty() {
            Ok(self.text)
        } else {
            Err(self.problems)
        }
    }

    fn line(&mut self, head: u8, operand: &str) {
        self.text.push(char::from(head));
        self.text.push_str(operand);
        self.text.push('\n');
    }
}
