#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

pub mod program;
pub mod record;
pub mod trigger;

mod device;
mod evaluate;
mod frequency_cap;
mod url;

pub use device::Device;
pub use evaluate::{Context, Reason, evaluate};
pub use frequency_cap::NEVER_AGAIN_DAYS;
