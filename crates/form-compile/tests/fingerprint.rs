//! The compiler's fingerprint changes with each of its input files, and with nothing else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

#[allow(dead_code, reason = "its `main` is for cargo")]
#[path = "../build.rs"]
mod build;

#[test]
fn another_content_of_any_file_makes_another_compiler() {
    let files = build::files(Path::new(".."));
    let own = build::fingerprint(&files);
    assert_eq!(own, form_compile::FINGERPRINT);
    // Every sheet, text and rule is among them.
    for name in [
        "form-compile/css/flyout.css",
        "form-compile/texts.rs",
        "targeting/regex.rs",
        "answers/refused.txt",
        "packages",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    let mut all = BTreeSet::from([own.clone()]);
    for name in files.keys() {
        let mut changed = files.clone();
        changed.insert(name.clone(), build::digest("another content"));
        all.insert(build::fingerprint(&changed));
    }
    assert_eq!(all.len(), 1 + files.len());
    let mut renamed = files.clone();
    let bytes = renamed.remove("form-compile/css/flyout.css").unwrap();
    renamed.insert("form-compile/css/banner2.css".to_owned(), bytes);
    assert_ne!(build::fingerprint(&renamed), own);
}

/// Copies a file, and the folders that it is in.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(from, to).unwrap();
}

fn copy_all(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_all(&path, &to);
        } else {
            copy(&path, &to);
        }
    }
}

fn all_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// On real files: a clone in which one sheet, one text, one rule, or any other file of the compiler is edited.
#[test]
fn an_edit_of_any_source_file_makes_another_compiler() {
    let clone = tempfile::tempdir().unwrap();
    let crates = clone.path().join("crates");
    for name in build::CRATES {
        let folder = Path::new("..").join(name);
        copy_all(&folder.join("src"), &crates.join(name).join("src"));
        copy(
            &folder.join("Cargo.toml"),
            &crates.join(name).join("Cargo.toml"),
        );
    }
    copy(
        Path::new("../../Cargo.lock"),
        &clone.path().join("Cargo.lock"),
    );
    let files = build::files(&crates);
    let own = build::fingerprint(&files);
    assert_eq!(own, form_compile::FINGERPRINT);

    let mut sources = Vec::new();
    for name in build::CRATES {
        all_files(&crates.join(name).join("src"), &mut sources);
        sources.push(crates.join(name).join("Cargo.toml"));
    }
    let extensions: BTreeSet<_> = sources.iter().filter_map(|path| path.extension()).collect();
    assert!(
        sources.len() > 200 && extensions.len() >= 4,
        "{} {extensions:?}",
        sources.len()
    );
    for path in &sources {
        let before = fs::read(path).unwrap();
        fs::write(path, [&before[..], b" "].concat()).unwrap();
        let name = path.strip_prefix(&crates).unwrap().to_str().unwrap();
        let name = name.replacen("/src/", "/", 1);
        assert!(files.contains_key(&name), "{name}");
        let mut edited = files.clone();
        build::add(path, name.clone(), &mut edited);
        fs::write(path, &before).unwrap();
        assert_ne!(build::fingerprint(&edited), own, "{name}");
    }
    assert_eq!(build::fingerprint(&build::files(&crates)), own);
    // Files that do not affect the output do not count.
    for name in build::CRATES {
        fs::write(crates.join(name).join("README.md"), "another text").unwrap();
    }
    assert_eq!(build::fingerprint(&build::files(&crates)), own);
}

#[test]
fn neither_folder_nor_order_nor_time_nor_line_ends_make_another_compiler() {
    let [one, other] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for (folder, names) in [(&one, ["a.css", "b.css"]), (&other, ["b.css", "a.css"])] {
        for name in names {
            let line_end = if folder.path() == one.path() {
                "\n"
            } else {
                "\r\n"
            };
            fs::write(folder.path().join(name), format!("/* {name} */{line_end}")).unwrap();
        }
    }
    let [one, other] = [one, other].map(|folder| {
        let mut files = BTreeMap::new();
        build::collect(folder.path(), "", &mut files);
        build::fingerprint(&files)
    });
    assert_eq!(one, other);
}

#[test]
fn the_crates_are_all_that_the_compiler_has_of_this_workspace() {
    let lockfile = fs::read_to_string("../../Cargo.lock").unwrap();
    let packages = build::locked(&lockfile);
    let own = packages
        .lines()
        .filter_map(|line| line.strip_suffix(" 0.0.0 "));
    assert_eq!(own.collect::<Vec<_>>(), build::CRATES);
}

#[test]
fn only_packages_of_the_compiler_count() {
    let lockfile = |url: &str, service: &str| {
        format!(
            "[[package]]\nname = \"form-compile\"\nversion = \"0.0.0\"\ndependencies = [\n \"url\",\n]\n\n\
             [[package]]\nname = \"service\"\nversion = \"{service}\"\n\n\
             [[package]]\nname = \"url\"\nversion = \"{url}\"\nchecksum = \"c\"\n"
        )
    };
    assert_eq!(
        build::locked(&lockfile("2.5.8", "1")),
        "form-compile 0.0.0 \nurl 2.5.8 c\n"
    );
    assert_eq!(
        build::locked(&lockfile("2.5.8", "1")),
        build::locked(&lockfile("2.5.8", "2"))
    );
    assert_ne!(
        build::locked(&lockfile("2.5.8", "1")),
        build::locked(&lockfile("2.5.9", "1"))
    );
}
