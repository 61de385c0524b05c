#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod cli;
pub mod config;
pub mod rate_limit;
pub mod router;

mod app;
mod demo;
mod publish;
mod renderer;
mod submissions;

mod routes;

mod error;
mod metrics;
mod middleware;
mod store;
mod versions;

mod allowed_origin;
pub mod client_address;
pub mod clock;
mod content_encoding;
mod data_folder;
mod embedded;
mod media_type;
mod origin;
mod packed;
mod page_url;
mod preview_ticket;
mod random_id;
mod readiness;

pub use app::App;
pub use config::Config;
pub use error::Error;
pub use form_compile::onsite_script::StorefrontModules;
pub use origin::{Origin, OriginFault};
pub use router::router;
