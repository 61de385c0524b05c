//! What happens around the routes, outermost last.

mod bearer;
mod catch_panic;
mod cors;
mod drain;
mod request_log;

pub(crate) use bearer::bearer;
pub(crate) use catch_panic::catch_panic;
pub(crate) use cors::cors;
pub(crate) use drain::drain;
pub(crate) use request_log::request_log;
