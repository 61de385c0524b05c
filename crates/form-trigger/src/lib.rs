#![doc = include_str!("../README.md")]
// Native builds, for tests, keep std: a `no_std` library has no panic handler there.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![forbid(unsafe_code)]

pub mod boundary;
