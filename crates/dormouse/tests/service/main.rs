//! The service as its clients see it: real routes on a real SQLite file, with storefront modules of a few bytes.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "tests are named by what they find, and fail by panicking"
)]

mod answer;
mod forms;
mod test_app;

mod assets;
mod bodies;
mod drafts;
mod location;
mod logging;
mod onsite_script;
mod openapi;
mod operation;
mod origins;
mod overload;
mod profiles;
mod publish_command;
mod publishing;
mod renderer;
mod repetition;
mod shutdown;
mod sites;
mod submissions;
mod upgrade;
