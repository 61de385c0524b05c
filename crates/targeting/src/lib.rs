#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

pub mod fact;
pub mod program;
pub mod regex;

mod entry;
mod evaluate;
mod lists;
mod pattern;
mod range;
mod schedule;

pub use evaluate::{Page, Scope, Verdict, judge};
pub use lists::{Lists, compare};
