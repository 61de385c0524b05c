//! `dormouse compile FILE --out DIR` and `dormouse compile --jsonl [FILE]`.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use clap::Args;
use form_compile::{Asset, Compiled, onsite_script::StorefrontModules, preview};
use form_model::{Problem, ValidForm, validate_json};
use serde_json::{Map, Value, json};

use super::{
    PROBLEMS,
    answer_lines::{Line, answer_lines},
    output::{print_json, print_problems},
    read_form::read_text,
};
use crate::{clock, content_encoding, embedded, media_type, publish};

/// The prefix of addresses in a bundle: they are relative to the page that shows it.
const BASE_URL: &str = ".";

/// Compiles a form to its bundle, its manifest entry and a page that shows it without a server
#[derive(Debug, Args)]
pub(super) struct Compile {
    /// The form's JSON; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Folder for the output; created if it does not exist
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "jsonl",
        conflicts_with = "jsonl"
    )]
    out: Option<PathBuf>,
    /// Takes one form a line, and answers each with a line, in order: its ids, its manifest entry, the path of its
    /// bundle, and all its files by their paths, as text or base64; blank lines are skipped
    #[arg(long)]
    jsonl: bool,
}

impl Compile {
    pub(super) fn run(self) -> Result<ExitCode> {
        let modules = embedded::modules()?;
        match &self.out {
            Some(out) => self.write_files(out, &modules),
            None => self.answer_lines(&modules),
        }
    }

    fn answer_lines(&self, modules: &StorefrontModules) -> Result<ExitCode> {
        let all_good = answer_lines(&self.file, |line| {
            let compiled = line
                .map_err(|fault| vec![Problem::new("$", fault.to_string())])
                .and_then(|form| validate_json(&form))
                .and_then(|form| compile(&form, modules).map(|compiled| (form, compiled)));
            let answer = match &compiled {
                Ok((form, compiled)) => answer(form, compiled)?,
                Err(problems) => json!({ "problems": problems }),
            };
            Ok(Line {
                json: json_lines::line(&answer)?,
                is_good: compiled.is_ok(),
            })
        })?;
        Ok(ExitCode::from(if all_good { 0 } else { PROBLEMS }))
    }

    fn write_files(&self, out: &Path, modules: &StorefrontModules) -> Result<ExitCode> {
        let compiled = validate_json(&read_text(&self.file)?)
            .and_then(|form| compile(&form, modules).map(|compiled| (form, compiled)));
        let (form, compiled) = match compiled {
            Ok(compiled) => compiled,
            Err(problems) => return print_problems(&problems),
        };
        let page = preview::page(&form.form().name, &compiled, modules);
        let entry = serde_json::to_string_pretty(&compiled.manifest_entry)?;
        let mut files = Vec::new();
        for asset in assets(&compiled).values() {
            files.push(write(
                out,
                asset.path().trim_start_matches('/'),
                &asset.bytes,
            )?);
        }
        files.push(write(out, "manifest-entry.json", entry.as_bytes())?);
        files.push(write(out, "preview.html", page.as_bytes())?);
        print_json(&json!({
            "form_id": form.form().form_id,
            "version_id": compiled.version_id,
            "files": files,
        }))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn compile(form: &ValidForm, modules: &StorefrontModules) -> Result<Compiled, Vec<Problem>> {
    publish::compile(form, modules, BASE_URL, clock::now_seconds())
}

/// All files of a version by their hashes: the same picture in two places is one file.
fn assets(compiled: &Compiled) -> BTreeMap<&str, &Asset> {
    let files = compiled.files.iter().chain([&compiled.bundle]);
    files.map(|asset| (asset.hash.as_str(), asset)).collect()
}

/// The entry for a version in `--jsonl` output.
fn answer(form: &ValidForm, compiled: &Compiled) -> serde_json::Result<Value> {
    let mut files = Map::new();
    for asset in assets(compiled).values() {
        let content = match std::str::from_utf8(&asset.bytes) {
            Ok(text) => json!({ "text": text }),
            Err(_) => json!({ "base64": BASE64_STANDARD.encode(&asset.bytes) }),
        };
        files.insert(asset.path(), content);
    }
    Ok(json!({
        "form_id": form.form().form_id,
        "version_id": compiled.version_id,
        "manifest_entry": serde_json::to_value(&compiled.manifest_entry)?,
        "bundle": compiled.bundle.path(),
        "files": files,
    }))
}

/// Writes a file below a folder, and returns its path and sizes.
fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<Value> {
    let path = out.join(name);
    let folder = path.parent().unwrap_or(out);
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    let extension = Path::new(name)
        .extension()
        .unwrap_or_default()
        .to_string_lossy();
    let mut summary = json!({ "path": path, "bytes": bytes.len() });
    if media_type::of_extension(&extension).is_some_and(|it| it.is_compressible) {
        summary["brotli_bytes"] = content_encoding::brotli(bytes)?.len().into();
    }
    Ok(summary)
}
