//! The command line: `dormouse COMMAND`.
//!
//! Exit codes: 0 success, 1 problems found, listed as JSON on standard output, 2 wrong use, explained on standard
//! error.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use http_server::{environment, log};

mod answer_lines;
mod api;
mod check;
mod compile;
mod confirm;
mod csv;
mod demo;
mod erase;
mod explain;
mod location_flags;
mod output;
mod preview;
mod publish;
mod read_form;
mod render;
mod serve;
mod sites;
mod submissions;
mod unpublish;
mod validate;
mod write_flags;

#[derive(Debug, Parser)]
#[command(
    name = "dormouse",
    version,
    about = "Onsite signup forms: the service, and tools for their authors"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Demo(demo::Demo),
    Validate(validate::Validate),
    Compile(compile::Compile),
    Preview(preview::Preview),
    Publish(publish::Publish),
    Unpublish(unpublish::Unpublish),
    Sites(sites::Sites),
    Submissions(submissions::Submissions),
    Confirm(confirm::Confirm),
    Erase(erase::Erase),
    Render(render::Render),
    Explain(explain::Explain),
    Check(check::Check),
}

/// Problems were found, and are listed on standard output.
const PROBLEMS: u8 = 1;

/// The program was not used as it can be.
const WRONG_USE: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    // Ends the process if there is no command to run: after `--help`, or with wrong arguments.
    let cli = environment::parse::<Cli>();
    match dispatch(cli.command) {
        Ok(exit_code) => exit_code,
        Err(error) => {
            log::tell_end(&error);
            ExitCode::from(WRONG_USE)
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(serve) => serve.run(),
        Command::Demo(demo) => demo.run(),
        Command::Validate(validate) => validate.run(),
        Command::Compile(compile) => compile.run(),
        Command::Preview(preview) => preview.run(),
        Command::Publish(publish) => publish.run(),
        Command::Unpublish(unpublish) => unpublish.run(),
        Command::Sites(sites) => sites.run(),
        Command::Submissions(submissions) => submissions.run(),
        Command::Confirm(confirm) => confirm.run(),
        Command::Erase(erase) => erase.run(),
        Command::Render(render) => render.run(),
        Command::Explain(explain) => explain.run(),
        Command::Check(check) => check.run(),
    }
}
