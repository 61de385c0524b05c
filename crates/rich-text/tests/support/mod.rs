//! What several tests of rich texts share: an HTML5 parser, the allow lists, and seeded randomness.
#![allow(dead_code, reason = "no test uses all of it")]

pub(crate) mod allowed;
pub(crate) mod css;
pub(crate) mod dom;
pub(crate) mod every;
pub(crate) mod fuzzed;
pub(crate) mod nesting;
pub(crate) mod random;
pub(crate) mod values;
