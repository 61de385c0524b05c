//! Computes the compiler's fingerprint: a compiled form changes only with the bytes that are hashed here.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// Crates of this workspace that the compiler consists of. A test compares the list with the crate's dependencies.
pub(crate) const CRATES: &[&str] = &[
    "answers",
    "bounded-json",
    "form-compile",
    "form-model",
    "rich-text",
    "targeting",
];

/// The folders of their sources, without tests, which do not affect the output.
pub(crate) const FOLDER: &str = "src";

fn main() {
    let crates =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("..");
    for name in CRATES {
        for part in [FOLDER, "Cargo.toml"] {
            let path = crates.join(name).join(part);
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    let lockfile = crates.join("../Cargo.lock");
    println!("cargo::rerun-if-changed={}", lockfile.display());
    println!(
        "cargo::rustc-env=COMPILER_FINGERPRINT={}",
        fingerprint(&files(&crates))
    );
}

/// The inputs of the compiler, with a hash of each: `crates` is the folder that contains its crates.
pub(crate) fn files(crates: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for name in CRATES {
        let folder = crates.join(name);
        collect(&folder.join(FOLDER), &format!("{name}/"), &mut files);
        add(
            &folder.join("Cargo.toml"),
            format!("{name}/Cargo.toml"),
            &mut files,
        );
    }
    let packages = locked(&read(&crates.join("../Cargo.lock")));
    files.insert("packages".to_owned(), digest(&packages));
    files
}

/// SHA-256 of the names and hashes of the files in the order of their names, whatever the folder that the clone is in.
pub(crate) fn fingerprint(files: &BTreeMap<String, String>) -> String {
    let lines = files
        .iter()
        .map(|(name, digest)| format!("{digest} {name}\n"));
    digest(&lines.collect::<String>())
}

pub(crate) fn digest(text: &str) -> String {
    let hash = Sha256::digest(text);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn collect(folder: &Path, name: &str, files: &mut BTreeMap<String, String>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        let own = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            collect(&path, &format!("{name}{own}/"), files);
        } else {
            add(&path, format!("{name}{own}"), files);
        }
    }
}

/// Line ends are those of the repository, whatever the machine's own are.
pub(crate) fn add(file: &Path, name: String, files: &mut BTreeMap<String, String>) {
    files.insert(name, digest(&read(file).replace("\r\n", "\n")));
}

pub(crate) fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The packages that the compiler is built from, one per line: their names, versions and checksums in the lockfile.
/// Packages that only the service or a tool needs are left out, so that their updates recompile nothing.
pub(crate) fn locked(lockfile: &str) -> String {
    let packages: Vec<_> = lockfile
        .split("[[package]]")
        .skip(1)
        .map(Package::read)
        .collect();
    let mut open = vec!["form-compile"];
    let mut found = BTreeMap::new();
    while let Some(wanted) = open.pop() {
        let (name, version) = wanted.split_once(' ').unwrap_or((wanted, ""));
        let of_name = packages.iter().filter(|package| package.name == name);
        for package in of_name.filter(|package| version.is_empty() || package.version == version) {
            let is_new = found
                .insert((package.name, package.version), package.checksum)
                .is_none();
            if is_new {
                open.extend(&package.dependencies);
            }
        }
    }
    let line = |((name, version), checksum)| format!("{name} {version} {checksum}\n");
    found.into_iter().map(line).collect()
}

/// A package of the lockfile.
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    checksum: &'a str,
    dependencies: Vec<&'a str>,
}

impl<'a> Package<'a> {
    fn read(text: &'a str) -> Self {
        let value = |key: &str| {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.unwrap_or_default().trim_matches('"')
        };
        let list = text
            .split_once("dependencies = [")
            .map_or("", |(_, list)| list);
        let list = list.split(']').next().unwrap_or_default();
        let names = list.split('"').skip(1).step_by(2);
        Package {
            name: value("name"),
            version: value("version"),
            checksum: value("checksum"),
            dependencies: names.collect(),
        }
    }
}
