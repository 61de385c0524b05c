//! How many bytes a file takes on its way.

use crate::{process, workspace};
use anyhow::{Context, Result};
use std::{fs, iter::Sum, path::PathBuf, process::Command};

/// The size of a file, raw and compressed as a server with enough time does it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sizes {
    /// Uncompressed.
    pub(super) raw_bytes: u64,
    /// Compressed by gzip, level 9.
    pub(super) gzip_bytes: u64,
    /// brotli, quality 11, window 2^22.
    pub(super) brotli_bytes: u64,
}

impl Sum for Sizes {
    fn sum<I: Iterator<Item = Sizes>>(all: I) -> Sizes {
        all.fold(Sizes::default(), |sum, next| Sizes {
            raw_bytes: sum.raw_bytes + next.raw_bytes,
            gzip_bytes: sum.gzip_bytes + next.gzip_bytes,
            brotli_bytes: sum.brotli_bytes + next.brotli_bytes,
        })
    }
}

/// Node has both compressors, and is there anyway: two crates less to compile before the first build.
const SCRIPT: &str = "
const { readFileSync } = require('node:fs')
const { brotliCompressSync, constants, gzipSync } = require('node:zlib')
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 }
const sizes = process.argv.slice(1).map((file) => {
  const bytes = readFileSync(file)
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes, { params }).length]
})
console.log(JSON.stringify(sizes))
";

/// Measures files, given by name and content; they stay in `target/size/`, to be looked at.
pub(super) fn measure(files: &[(String, Vec<u8>)]) -> Result<Vec<(String, Sizes)>> {
    let folder = workspace::target().join("size");
    fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, content)) in paths.iter().zip(files) {
        fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let answer = process::output(
        Command::new("node")
            .args(["--eval", SCRIPT, "--"])
            .args(&paths),
    )?;
    let rows: Vec<[u64; 3]> =
        serde_json::from_str(&answer).context("node answered something else than sizes")?;
    let sizes = rows
        .into_iter()
        .map(|[raw_bytes, gzip_bytes, brotli_bytes]| Sizes {
            raw_bytes,
            gzip_bytes,
            brotli_bytes,
        });
    Ok(files
        .iter()
        .map(|(name, _)| name.clone())
        .zip(sizes)
        .collect())
}
