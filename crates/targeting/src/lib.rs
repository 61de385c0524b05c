#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

pub mod fact;
pub mod program;

pub mod evaluate;
pub mod record;
pub mod regex;

mod entry;
mod pattern;
mod range;
mod schedule;

pub use evaluate::{Form, Page, Visit, fire, is_due, refusal, wants};
