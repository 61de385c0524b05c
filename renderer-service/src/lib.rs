#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod config;
pub mod router;
pub mod service;

pub mod admission;
pub mod renderer;

mod app;
mod clock;
mod deadline;
mod error;
mod memory;
mod metrics;
mod request_log;
mod routes;
mod workers;

pub use app::App;
pub use config::Config;
pub use error::Error;
pub use renderer::Renderer;
pub use router::router;
pub use service::run;
