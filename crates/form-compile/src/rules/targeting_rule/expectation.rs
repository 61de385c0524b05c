//! The expected value of an optional text: lists of patterns, or that it is empty or not empty.

use form_model::targeting::Expectation;
use targeting::program::{ALLOW, DENY};

use super::Writer;
use crate::rules::{pattern, regex::Alphabet};

pub(super) fn compile(kind: u8, name: &str, expected: &Expectation, program: &mut Writer<'_>) {
    match expected {
        Expectation::Lists(lists) => pattern::lists(kind, name, lists, Alphabet::Text, program),
        Expectation::Number(bounds) => program.within(kind, name, *bounds),
        Expectation::Set => {
            program.condition(kind, name);
            program.pattern(DENY, "");
        }
        Expectation::NotSet => {
            program.condition(kind, name);
            program.pattern(ALLOW, "");
        }
    }
}
