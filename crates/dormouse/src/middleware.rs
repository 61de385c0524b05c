//! The layers around the routes, outermost last.

mod bearer;
mod cors;
mod request_log;

pub(crate) use bearer::bearer;
pub(crate) use cors::cors;
pub(crate) use request_log::request_log;
