//! The bytes of each stage against the budget: `npm run size`.

use crate::{setup, storefront, workspace};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fs, process::ExitCode};

mod budget;
mod compressed;
mod reference;

use compressed::Sizes;
use reference::{Part, Reference};

/// The files that a page loads at one point.
struct Stage {
    /// The name in `target/size.json`.
    name: &'static str,
    /// The files, one request each.
    parts: Vec<(String, Sizes)>,
}

/// Builds the files, then measures them.
pub(crate) fn size() -> Result<ExitCode> {
    setup::setup(setup::BUILD)?;
    storefront::build()?;
    Ok(if measure()? {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints a table, writes `target/size.json`, and says whether all is within the budget.
pub(crate) fn measure() -> Result<bool> {
    let Reference {
        stages,
        pieces,
        parts,
    } = reference::reference()?;
    print_table(&stages, &pieces);
    print_parts(&parts);
    let file = workspace::target().join("size.json");
    fs::write(&file, report(&stages)?)
        .with_context(|| format!("cannot write {}", file.display()))?;
    let problems = budget::problems(&all_sizes(&stages, &pieces))?;
    problems.iter().for_each(|problem| println!("{problem}"));
    Ok(problems.is_empty())
}

impl Stage {
    fn total(&self) -> Sizes {
        self.parts.iter().map(|(_, sizes)| *sizes).sum()
    }
}

/// Stages, files and pieces by their names.
fn all_sizes(stages: &[Stage], pieces: &[(String, Sizes)]) -> BTreeMap<String, Sizes> {
    let mut sizes: BTreeMap<String, Sizes> = pieces.iter().cloned().collect();
    for stage in stages {
        sizes.insert(stage.name.to_owned(), stage.total());
        sizes.extend(stage.parts.iter().cloned());
    }
    sizes
}

fn print_table(stages: &[Stage], pieces: &[(String, Sizes)]) {
    println!(
        "{:<24} {:>8} {:>8} {:>8}   (bytes)",
        "", "raw", "gzip", "brotli"
    );
    let row = |name: &str, sizes: Sizes| {
        println!(
            "{name:<24} {:>8} {:>8} {:>8}",
            sizes.raw_bytes, sizes.gzip_bytes, sizes.brotli_bytes
        );
    };
    for stage in stages {
        row(stage.name, stage.total());
        stage
            .parts
            .iter()
            .for_each(|(name, sizes)| row(&format!("  {name}"), *sizes));
    }
    println!("on their own");
    pieces
        .iter()
        .for_each(|(name, sizes)| row(&format!("  {name}"), *sizes));
    for stage in stages {
        let twin = stages
            .iter()
            .find(|other| other.name.strip_prefix("twin_") == Some(stage.name));
        if let Some(twin) = twin {
            let ratio = twin.total().brotli_bytes as f32 / stage.total().brotli_bytes as f32;
            println!("{} is {ratio:.2} × {}", twin.name, stage.name);
        }
    }
}

fn print_parts(parts: &[Part]) {
    println!(
        "{:<24} {:>8} {:>8} {:>8}   (a part is in a site's script only where the site uses it)",
        "what each part adds", "raw", "", "brotli"
    );
    for part in parts {
        println!(
            "  {:<22} {:>8} {:>8} {:>8}",
            part.name, part.raw_bytes, "", part.added_brotli_bytes
        );
    }
}

/// The text of `target/size.json`.
fn report(stages: &[Stage]) -> Result<String> {
    let mut report = Map::new();
    for stage in stages {
        let parts = stage.parts.iter().map(|(name, sizes)| {
            json!({ "name": name, "bytes": sizes.raw_bytes, "gzip_bytes": sizes.gzip_bytes, "brotli_bytes": sizes.brotli_bytes })
        });
        let entry = json!({
            "brotli_bytes": stage.total().brotli_bytes,
            "requests": stage.parts.len(),
            "parts": parts.collect::<Vec<_>>(),
        });
        report.insert(stage.name.to_owned(), entry);
    }
    Ok(format!(
        "{}\n",
        serde_json::to_string_pretty(&Value::Object(report))?
    ))
}
