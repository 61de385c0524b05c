//! Members of an object by the kinds that recur: with a default, as a list, as one line of text.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::{At, Object};

impl<'a> Object<'a> {
    /// A whole number, or its default.
    pub(crate) fn integer_or(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u32>,
        default: u32,
    ) -> Option<u32> {
        match self.optional(key) {
            Some(at) => at.integer(range),
            None => Some(default),
        }
    }

    /// A whole number that may be left out.
    pub(crate) fn optional_integer(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> Option<Option<u32>> {
        match self.optional(key) {
            Some(at) => at.integer(range).map(Some),
            None => Some(None),
        }
    }

    /// True or false, or the default.
    pub(crate) fn boolean_or(&mut self, key: &'static str, default: bool) -> Option<bool> {
        match self.optional(key) {
            Some(at) => at.boolean(),
            None => Some(default),
        }
    }

    /// One of several names, or the default.
    pub(crate) fn choice_or<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
        default: T,
    ) -> Option<T> {
        match self.optional(key) {
            Some(at) => at.choice(choices),
            None => Some(default),
        }
    }

    /// One line of text that must be there.
    pub(crate) fn line(
        &mut self,
        key: &'static str,
        length: RangeInclusive<usize>,
    ) -> Option<String> {
        self.required(key)?.line(length)
    }

    /// One line of text that may be left out.
    pub(crate) fn optional_line(
        &mut self,
        key: &'static str,
        length: RangeInclusive<usize>,
    ) -> Option<Option<String>> {
        match self.optional(key) {
            Some(at) => at.line(length).map(Some),
            None => Some(None),
        }
    }

    /// One line of text, or its default.
    pub(crate) fn line_or(
        &mut self,
        key: &'static str,
        length: RangeInclusive<usize>,
        default: &str,
    ) -> Option<String> {
        match self.optional(key) {
            Some(at) => at.line(length),
            None => Some(default.to_owned()),
        }
    }

    /// A list that may be left out, which is the same as an empty one. Elements with problems are not in it.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        most: usize,
        what: &str,
        read: impl Fn(&At<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.optional(key) {
            Some(at) => Some(at.array(0..=most, what)?.iter().filter_map(read).collect()),
            None => Some(Vec::new()),
        }
    }
}

impl At<'_> {
    /// A text without control characters: whatever becomes part of a line of the compiled program.
    pub(crate) fn line(&self, length: RangeInclusive<usize>) -> Option<String> {
        let text = self.string(length)?;
        if text.chars().any(char::is_control) {
            self.problem("holds a control character, such as a tab or a line feed");
            return None;
        }
        Some(text)
    }

    /// A number that is whole or a half, as its number of halves.
    pub(crate) fn halves(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let Value::Number(number) = self.value else {
            return self.wrong_type("a number");
        };
        let halves = number.as_f64().map(|value| value * 2.0);
        // A value that is out of range, infinite or not a whole number of halves equals none of these.
        let found = halves.and_then(|halves| range.clone().find(|&n| f64::from(n) == halves));
        if found.is_none() {
            let [least, most] = [range.start(), range.end()].map(|&n| f64::from(n) / 2.0);
            self.problem(format!(
                "is {number}; a number from {least} to {most} in steps of 0.5 is allowed"
            ));
        }
        found
    }
}
