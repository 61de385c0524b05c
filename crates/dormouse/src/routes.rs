//! The routes, a file for each resource.

pub(crate) mod assets;
pub(crate) mod drafts;
pub(crate) mod erase;
pub(crate) mod forms;
pub(crate) mod health;
pub(crate) mod location;
pub(crate) mod metrics;
pub(crate) mod onsite_script;
pub(crate) mod openapi;
pub(crate) mod preview;
pub(crate) mod publish;
pub(crate) mod sites;
pub(crate) mod submissions;
pub(crate) mod versions;

mod file;
mod path;
