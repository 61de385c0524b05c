//! The dependencies of each crate of the workspace, as `cargo metadata` resolves them.

use crate::workspace;
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// A package in the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Package {
    /// The crate's name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// The folder of the crate's Cargo.toml.
    pub(crate) folder: PathBuf,
    /// Whether it belongs to this workspace.
    pub(crate) is_member: bool,
    /// The source file of each library and program in it.
    pub(crate) roots: Vec<PathBuf>,
}

/// All packages of the workspace and their dependencies.
#[derive(Debug)]
pub(crate) struct Graph {
    packages: BTreeMap<String, Package>,
    /// By package id, the ids of its normal dependencies: without those of tests and build scripts, and without those
    /// of macros, which run while a crate is compiled.
    edges: BTreeMap<String, Vec<String>>,
    /// By package id, the features that anything in the workspace turns on.
    features: BTreeMap<String, Vec<String>>,
}

impl Graph {
    /// Reads the graph of the workspace.
    pub(crate) fn load() -> Result<Graph> {
        Graph::parse(&workspace::metadata()?)
            .context("`cargo metadata` answered in a form that xtask does not know")
    }

    /// The crates of the workspace, by name.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.values().filter(|package| package.is_member)
    }

    /// All crates that the workspace's crate `name` is built from, including itself.
    pub(crate) fn closure(&self, name: &str) -> Result<BTreeSet<&Package>> {
        let is_wanted = |package: &Package| package.is_member && package.name == name;
        let start = self.packages.iter().find(|(_, package)| is_wanted(package));
        let (start, _) =
            start.with_context(|| format!("the workspace does not contain the crate `{name}`"))?;
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            for next in self.edges.get(id).into_iter().flatten() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        Ok(seen
            .into_iter()
            .filter_map(|id| self.packages.get(id))
            .collect())
    }

    /// The features of the crate `name` that anything in the workspace turns on, tests included.
    pub(crate) fn features(&self, name: &str) -> Vec<&String> {
        let of_name = self
            .packages
            .iter()
            .filter(|(_, package)| package.name == name);
        of_name
            .filter_map(|(id, _)| self.features.get(id))
            .flatten()
            .collect()
    }

    fn parse(metadata: &Value) -> Option<Graph> {
        let members = metadata["workspace_members"].as_array()?;
        let mut packages = BTreeMap::new();
        let mut macros = BTreeSet::new();
        for package in metadata["packages"].as_array()? {
            let manifest = Path::new(package["manifest_path"].as_str()?);
            let targets = package["targets"].as_array()?.iter();
            if targets
                .clone()
                .any(|target| is_of_kind(target, &["proc-macro"]))
            {
                macros.insert(package["id"].as_str()?);
            }
            let roots = targets
                .filter(|target| is_shipped(target))
                .filter_map(|target| target["src_path"].as_str());
            let entry = Package {
                name: package["name"].as_str()?.to_owned(),
                version: package["version"].as_str()?.to_owned(),
                folder: manifest.parent()?.to_owned(),
                is_member: members.contains(&package["id"]),
                roots: roots.map(PathBuf::from).collect(),
            };
            packages.insert(package["id"].as_str()?.to_owned(), entry);
        }
        let mut edges = BTreeMap::new();
        let mut features = BTreeMap::new();
        for node in metadata["resolve"]["nodes"].as_array()? {
            let dependencies = node["deps"]
                .as_array()?
                .iter()
                .filter(|dependency| is_normal(dependency));
            let is_macro = node["id"].as_str().is_some_and(|id| macros.contains(id));
            let ids = dependencies
                .filter(|_| !is_macro)
                .filter_map(|dependency| dependency["pkg"].as_str().map(str::to_owned))
                .collect();
            let on = node["features"].as_array().into_iter().flatten();
            let on = on.filter_map(|feature| feature.as_str().map(str::to_owned));
            features.insert(node["id"].as_str()?.to_owned(), on.collect());
            edges.insert(node["id"].as_str()?.to_owned(), ids);
        }
        Some(Graph {
            packages,
            edges,
            features,
        })
    }
}

/// Libraries and programs, but neither tests nor build scripts.
fn is_shipped(target: &Value) -> bool {
    is_of_kind(target, &["lib", "rlib", "cdylib", "bin", "proc-macro"])
}

fn is_of_kind(target: &Value, kinds: &[&str]) -> bool {
    let own = target["kind"].as_array().into_iter().flatten();
    own.filter_map(Value::as_str)
        .any(|kind| kinds.contains(&kind))
}

fn is_normal(dependency: &Value) -> bool {
    dependency["dep_kinds"]
        .as_array()
        .into_iter()
        .flatten()
        .any(|kind| kind["kind"].is_null())
}

#[cfg(test)]
mod tests {
    use super::Graph;
    use serde_json::json;

    fn package(id: &str) -> serde_json::Value {
        json!({"id": id, "name": id, "version": "1.0.0", "manifest_path": format!("/w/{id}/Cargo.toml"),
               "targets": [{"kind": ["lib"], "src_path": format!("/w/{id}/src/lib.rs")},
                           {"kind": ["test"], "src_path": format!("/w/{id}/tests/all.rs")}]})
    }

    #[test]
    fn the_closure_follows_normal_dependencies_only() {
        let graph = Graph::parse(&json!({
            "workspace_members": ["a"],
            "packages": [package("a"), package("b"), package("c"), package("d")],
            "resolve": {"nodes": [
                {"id": "a", "deps": [{"pkg": "b", "dep_kinds": [{"kind": null}]}, {"pkg": "d", "dep_kinds": [{"kind": "dev"}]}]},
                {"id": "b", "deps": [{"pkg": "c", "dep_kinds": [{"kind": "dev"}, {"kind": null}]}]},
                {"id": "c", "deps": [], "features": ["raw_value"]},
                {"id": "d", "deps": []},
            ]}
        }))
        .unwrap();
        let names: Vec<_> = graph
            .closure("a")
            .unwrap()
            .into_iter()
            .map(|package| package.name.as_str())
            .collect();
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(
            graph
                .members()
                .map(|member| member.roots.len())
                .collect::<Vec<_>>(),
            [1]
        );
        assert!(graph.closure("b").is_err(), "b is not a member");
        assert_eq!(graph.features("c"), ["raw_value"]);
        assert!(graph.features("a").is_empty());
    }
}
