//! The command line: `dormouse COMMAND`.
//!
//! Exit codes: 0 good, 1 problems found, listed as JSON on standard output, 2 wrong use, told on standard error.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod answer_lines;
mod compile;
mod demo;
mod explain;
mod location_flags;
mod output;
mod publish;
mod read_form;
mod render;
mod serve;
mod validate;

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
    Publish(publish::Publish),
    Render(render::Render),
    Explain(explain::Explain),
}

/// Problems were found, and are listed on standard output.
const PROBLEMS: u8 = 1;

/// The program was not used as it can be.
const WRONG_USE: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    // Ends the process where there is no command to run: after `--help`, or with wrong arguments.
    let cli = Cli::parse();
    match dispatch(cli.command) {
        Ok(exit_code) => exit_code,
        Err(error) => {
            eprintln!("error: {error:#}");
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
        Command::Publish(publish) => publish.run(),
        Command::Render(render) => render.run(),
        Command::Explain(explain) => explain.run(),
    }
}
