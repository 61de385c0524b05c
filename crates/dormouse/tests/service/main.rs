//! The service as its clients see it: real routes on a real SQLite file, with storefront modules of a few bytes.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

#[path = "../../../bounded-json/tests/support/bombs.rs"]
mod bomb_texts;

mod answer;
mod forms;
mod test_app;

mod assets;
mod bodies;
mod bombs;
mod disk;
mod drafts;
mod erasing;
mod flood;
mod location;
mod logging;
mod onsite_script;
mod openapi;
mod operation;
mod origins;
mod overload;
mod previews;
mod profiles;
mod publish_command;
mod publishing;
mod renderer;
mod repetition;
mod shutdown;
mod sites;
mod submissions;
mod submissions_command;
mod upgrade;
