//! What the two services of this repository share apart from their routes: `dormouse` and `renderer-service` listen,
//! stop, log, count, read bodies and report errors in the same way.
#![forbid(unsafe_code)]

pub mod server;

mod connections;
mod lingering;
mod no_new_connections;
mod open_files;
mod routes_of_connection;

pub mod body_shares;
pub mod catch_panic;
pub mod content_encoding;
pub mod request_body;
pub mod unread_body;

pub mod environment;
pub mod failure;
pub mod json;
pub mod log;
pub mod request_metrics;

pub use catch_panic::catch_panic;
pub use connections::MAX_CONNECTIONS;
pub use failure::{Cause, failure};
pub use json::Json;
