//! Set-up, build, tests and sizes: every script of `package.json` is one call of this program.
#![forbid(unsafe_code)]

use anyhow::{Result, bail};
use std::process::ExitCode;

mod advisories;
mod bench;
mod build;
mod check;
mod demo;
mod dependencies;
mod process;
mod sbom;
mod setup;
mod size;
mod storefront;
mod tally;
mod test;
mod visual;
mod wasm_toolchain;
mod workspace;

const USAGE: &str = "usage: cargo xtask COMMAND

  setup            install what building and testing need and this machine lacks
  storefront       the WebAssembly modules and their JavaScript, into dist/storefront
  build            storefront, then target/release/dormouse and renderer-service
  demo [ARGS…]     build, then `dormouse demo ARGS…`
  size             the bytes of each stage against size-budget.json
  bench            measurements, as tables and as JSON under target/bench
  check            formatting, lints, docs, tidiness, dependencies
  advisories       known vulnerabilities in what is shipped, by their databases
  sbom             what is in the product, CycloneDX, into target/sbom.cdx.json
  tidy             the part of `check` that reads sources only
  visual [ARGS…]   build, then the visual suite: compares, `update` accepts, `report` shows
  test             everything: check, native, browser, build, size, visual, end to end";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(exit_code) => exit_code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        bail!("no command given\n{USAGE}")
    };
    if !["demo", "visual"].contains(&command.as_str()) && !rest.is_empty() {
        bail!("`{command}` takes no arguments, got {rest:?}\n{USAGE}");
    }
    match command.as_str() {
        "setup" => setup::setup(setup::TEST)?,
        "storefront" => {
            setup::setup(setup::BUILD)?;
            storefront::build()?;
        }
        "build" => build::build()?,
        "bench" => bench::bench()?,
        "demo" => demo::demo(rest)?,
        "size" => return size::size(),
        "check" => return check::check(),
        "advisories" => return advisories::advisories(),
        "sbom" => sbom::sbom()?,
        "tidy" => check::tidy()?,
        "test" => return test::test(),
        "visual" => return visual::visual(rest),
        "help" | "--help" | "-h" => println!("{USAGE}"),
        _ => bail!("unknown command `{command}`\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}
