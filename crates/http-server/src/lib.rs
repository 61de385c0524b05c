//! What the two services of this repository are around their routes: `dormouse` and `renderer-service` listen, stop,
//! log, count, read bodies and tell errors the same way.
#![forbid(unsafe_code)]

pub mod server;

pub mod catch_panic;
pub mod request_body;
pub mod unread_body;

pub mod failure;
pub mod log;
pub mod request_metrics;

pub use catch_panic::catch_panic;
pub use failure::{Cause, failure};
