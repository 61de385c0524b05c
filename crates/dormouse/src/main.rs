//! The binary `dormouse`: hands over to [`dormouse::cli`].
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    dormouse::cli::run()
}
