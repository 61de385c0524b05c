//! The routes, one file each.

pub(crate) mod batch;
pub(crate) mod compile;
pub(crate) mod health;
pub(crate) mod metrics;
pub(crate) mod openapi;
pub(crate) mod render;

mod body;
