//! Reads the form that a command is about.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, Result};
use form_compile::RenderHashes;
use form_model::{Problem, ValidForm, validate_json};

use crate::clock;

/// Reads the text of a form; `-` is standard input.
pub(super) fn read_text(file: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
    } else {
        bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", file.display()))
}

/// Validates the text of a form, its pictures included, which only compiling looks into.
pub(super) fn validate(text: &str) -> Result<ValidForm, Vec<Problem>> {
    let form = validate_json(text)?;
    let render = RenderHashes {
        module: "",
        twin: "",
    };
    form_compile::compile(&form, render, "", clock::now_seconds())?;
    Ok(form)
}
