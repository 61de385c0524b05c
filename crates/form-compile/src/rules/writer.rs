//! Writes the lines of a program: `targeting::program` has their grammar.

use targeting::program;

/// A program that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Writer(String);

impl Writer {
    /// Begins a group of conditions, which all have to hold; `code` is the reason that is told.
    pub(super) fn group(&mut self, kind: u8, code: &str) {
        self.line(kind, code);
    }

    /// Begins a condition on a fact.
    pub(super) fn condition(&mut self, kind: u8, name: &str) {
        self.0.push(char::from(program::CONDITION));
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

    /// The program.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn entry(&mut self, list: u8, kind: u8, operand: &str) {
        self.0.push(char::from(list));
        self.line(kind, operand);
    }

    fn line(&mut self, head: u8, operand: &str) {
        self.0.push(char::from(head));
        self.0.push_str(operand);
        self.0.push('\n');
    }
}
