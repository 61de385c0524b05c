//! The list of components in the product: `npm run sbom` writes `target/sbom.cdx.json`, CycloneDX 1.6.
//!
//! Made only from the lockfiles, so that the same lockfiles give the same bytes. <https://cyclonedx.org/docs/1.6/json/>

use crate::{dependencies::Graph, workspace};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs};

/// The shipped crates: both programs, and the storefront modules that the first embeds.
const SHIPPED: [&str; 4] = [
    "dormouse",
    "renderer-service",
    "form-trigger",
    "form-render",
];

/// Writes the list of components.
pub(crate) fn sbom() -> Result<()> {
    let graph = Graph::load()?;
    let mut shipped = BTreeSet::new();
    for name in SHIPPED {
        let closure = graph.closure(name)?;
        shipped.extend(
            closure
                .into_iter()
                .map(|package| (package.name.clone(), package.version.clone())),
        );
    }
    let read = |file: &str| {
        fs::read_to_string(workspace::root().join(file))
            .with_context(|| format!("cannot read {file}"))
    };
    let mut components = crates(&read("Cargo.lock")?, &shipped);
    components.extend(npm_packages(&serde_json::from_str(&read(
        "package-lock.json",
    )?)?));
    let document = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "dormouse", "version": "0.0.0"}},
        "components": components,
    });
    let file = workspace::target().join("sbom.cdx.json");
    fs::create_dir_all(workspace::target())?;
    fs::write(&file, format!("{document:#}\n"))
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("{}: {} components", file.display(), components.len());
    Ok(())
}

/// The third-party crates of a Cargo.lock; `excluded` is CycloneDX's word for what is not shipped.
fn crates(lock: &str, shipped: &BTreeSet<(String, String)>) -> Vec<Value> {
    let blocks = lock.split("[[package]]").skip(1);
    let component = |block: &str| {
        let member = |name: &str| {
            let line = block
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""));
            line.and_then(|line| line.strip_suffix('"'))
                .map(str::to_owned)
        };
        let (name, version, checksum) = (member("name")?, member("version")?, member("checksum")?);
        let purl = format!("pkg:cargo/{name}@{version}");
        let is_shipped = shipped.contains(&(name.clone(), version.clone()));
        Some(json!({
            "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
            "scope": if is_shipped { "required" } else { "excluded" },
            "hashes": [{"alg": "SHA-256", "content": checksum}],
        }))
    };
    blocks.filter_map(component).collect()
}

/// The packages of a package-lock.json, each once: they build and test, and we ship none of them.
fn npm_packages(lock: &Value) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let packages = lock["packages"].as_object().into_iter().flatten();
    let component = |(path, package): (&String, &Value)| {
        let own_name = path
            .rsplit("node_modules/")
            .next()
            .filter(|name| !name.is_empty())?;
        let name = package["name"].as_str().unwrap_or(own_name);
        let version = package["version"].as_str()?;
        let purl = format!("pkg:npm/{}@{version}", name.replacen('@', "%40", 1));
        let scope = if package["dev"] == true {
            "excluded"
        } else {
            "required"
        };
        seen.insert(purl.clone()).then(|| {
            json!({
                "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "scope": scope,
            })
        })
    };
    packages.filter_map(component).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locked_package_is_listed_once() {
        let lock = include_str!("../../Cargo.lock");
        let shipped = [("serde".to_owned(), "0.0.0".to_owned())].into();
        let crates = crates(lock, &shipped);
        assert_eq!(crates.len(), lock.matches("\nchecksum = ").count());
        let package_lock = serde_json::from_str(include_str!("../../package-lock.json")).unwrap();
        let packages = npm_packages(&package_lock);
        assert!(packages.len() > 100);
        let all: Vec<_> = crates.iter().chain(&packages).collect();
        let purls: BTreeSet<_> = all
            .iter()
            .map(|component| component["purl"].to_string())
            .collect();
        assert_eq!(purls.len(), all.len());
        assert!(purls.contains("\"pkg:npm/%40eslint/js@10.0.1\""));
    }

    #[test]
    fn shipped_and_unshipped_crates_are_distinguished() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"00\"\n\n\
                    [[package]]\nname = \"b\"\nversion = \"2.0.0\"\nchecksum = \"11\"\n\n\
                    [[package]]\nname = \"ours\"\nversion = \"0.0.0\"\n";
        let shipped = [("a".to_owned(), "1.0.0".to_owned())].into();
        let scopes: Vec<_> = crates(lock, &shipped)
            .iter()
            .map(|component| component["scope"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(scopes, ["required", "excluded"]);
    }
}
