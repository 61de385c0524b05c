//! Reads the form that a command is about.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, Result, bail};
use bounded_json::MAX_FORM_BYTES;
use form_compile::RenderHashes;
use form_model::{Problem, ValidForm, validate_json};

use crate::clock;

/// The maximum size of a file, in bytes: a form of the maximum size, plus a context or a request around it.
const MAX_FILE_BYTES: usize = MAX_FORM_BYTES + 1024 * 1024;

/// Reads the text of a form; `-` is standard input. Of a file that is too large only so much is read that this shows.
pub(super) fn read_text(file: &Path) -> Result<String> {
    let name = if file == Path::new("-") {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    };
    let read = || -> io::Result<Vec<u8>> {
        let input: Box<dyn Read> = if file == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(file)?)
        };
        let mut bytes = Vec::new();
        input
            .take(MAX_FILE_BYTES as u64 + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().with_context(|| format!("cannot read {name}"))?;
    if bytes.len() > MAX_FILE_BYTES {
        bail!("{name} has more than the {MAX_FILE_BYTES} bytes that are allowed");
    }
    match bounded_json::text(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => bail!("{name} is not UTF-8"),
    }
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
