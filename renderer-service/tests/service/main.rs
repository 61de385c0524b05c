//! The service as its clients see it: real routes and workers, with work that blocks or panics where a test says so.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

#[path = "../../../crates/bounded-json/tests/support/bombs.rs"]
mod bomb_texts;

mod answer;
mod connection;
mod gate;
mod world;

mod batch;
mod batch_bounds;
mod bombs;
mod compile;
mod limits;
mod logging;
mod openapi;
mod operation;
mod overload;
mod render;
mod stopping;
