//! `dormouse compile FILE --out DIR`.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::Args;
use form_compile::{Asset, preview};
use form_model::validate_json;
use serde_json::{Value, json};

use super::{
    output::{print_json, print_problems},
    read_form::read_text,
};
use crate::{clock, content_encoding, embedded, media_type, publish};

/// Compiles a form to its bundle, its manifest entry and a page that shows it without a server
#[derive(Debug, Args)]
pub(super) struct Compile {
    /// The form's JSON; `-` is standard input
    file: PathBuf,
    /// Folder for what is made; made where it does not exist
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Compile {
    pub(super) fn run(self) -> Result<ExitCode> {
        let modules = embedded::modules()?;
        let form = match validate_json(&read_text(&self.file)?) {
            Ok(form) => form,
            Err(problems) => return print_problems(&problems),
        };
        // Addresses are relative to the preview page, which is opened as a file.
        let compiled = match publish::compile(&form, &modules, ".", clock::now_seconds()) {
            Ok(compiled) => compiled,
            Err(problems) => return print_problems(&problems),
        };
        let page = preview::page(&form.form().name, &compiled, &modules);
        let entry = serde_json::to_string_pretty(&compiled.manifest_entry)?;
        // The same picture in two places is one file.
        let assets: BTreeMap<_, _> = compiled
            .files
            .iter()
            .chain([&compiled.bundle])
            .map(|asset| (&asset.hash, asset))
            .collect();
        let mut files = Vec::new();
        for asset in assets.values() {
            files.push(self.write_asset(asset)?);
        }
        files.push(self.write("manifest-entry.json", entry.as_bytes())?);
        files.push(self.write("preview.html", page.as_bytes())?);
        print_json(&json!({
            "form_id": form.form().form_id,
            "version_id": compiled.version_id,
            "files": files,
        }))?;
        Ok(ExitCode::SUCCESS)
    }

    fn write_asset(&self, asset: &Asset) -> Result<Value> {
        self.write(asset.path().trim_start_matches('/'), &asset.bytes)
    }

    /// Writes a file below the folder, and tells its path and sizes.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<Value> {
        let path = self.out.join(name);
        let folder = path.parent().unwrap_or(&self.out);
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
}
