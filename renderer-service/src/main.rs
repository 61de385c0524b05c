//! The binary `renderer-service`: reads its configuration, and runs until it is told to stop.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use renderer_service::config::Arguments;

fn main() -> ExitCode {
    // Ends the process where there is nothing to run: after `--help`, or with wrong arguments.
    match renderer_service::run(Arguments::parse().into()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
