//! The binary `renderer-service`: reads its configuration, and runs until it gets a signal to stop.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use http_server::{environment, log};
use renderer_service::config::Arguments;

fn main() -> ExitCode {
    // Ends the process if there is nothing to run: after `--help`, or with wrong arguments.
    match renderer_service::run(environment::parse::<Arguments>().into()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::tell_end(&error);
            ExitCode::from(2)
        }
    }
}
