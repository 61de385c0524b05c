//! Embeds `dist/storefront`, `www/storefront` and the example forms, so that the binary is a single file to deploy.
//!
//! The crate also compiles without the storefront modules, for tests that bring small ones.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// Fields of `Modules` in `src/embedded.rs`, and their files.
const MODULES: [(&str, &str); 11] = [
    ("loader", "loader.js"),
    ("trigger_wasm", "trigger.wasm"),
    ("trigger_twin", "trigger.twin.js"),
    ("render", "render.js"),
    ("render_twin", "render.twin.js"),
    ("outbox", "outbox.js"),
    ("api", "api.js"),
    ("debug", "debug.js"),
    ("teaser", "teaser.js"),
    ("parts", "parts.json"),
    ("render_parts", "render-parts.json"),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("../..");
    let modules = root.join("dist/storefront");
    let shop = root.join("www/storefront");
    let forms = root.join("fixtures/forms");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", modules.display());
    println!("cargo::rerun-if-changed={}", shop.display());
    println!("cargo::rerun-if-changed={}", forms.display());
    let code = format!(
        "const MODULES: Option<Modules> = {};\n\nconst SHOP_FILES: &[(&str, &[u8])] = &[\n{}];\n\nconst EXAMPLE_FORMS: &[&str] = &[\n{}];\n",
        modules_code(&modules)?,
        shop_code(&shop)?,
        forms_code(&forms)?
    );
    fs::write(Path::new(&variable("OUT_DIR")?).join("embedded.rs"), code)
}

fn modules_code(folder: &Path) -> io::Result<String> {
    let mut fields = String::new();
    for (field, file) in MODULES {
        let path = folder.join(file);
        if !path.is_file() {
            return Ok("None".to_owned());
        }
        fields.push_str(&format!(
            "    {field}: include_bytes!({:?}),\n",
            path.canonicalize()?
        ));
    }
    Ok(format!("Some(Modules {{\n{fields}}})"))
}

/// Every file below the folder, with its path from there.
fn shop_code(folder: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    let mut code = String::new();
    for file in files {
        let name = file.strip_prefix(folder).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        code.push_str(&format!(
            "    ({name:?}, include_bytes!({:?})),\n",
            file.canonicalize()?
        ));
    }
    Ok(code)
}

/// Every example form.
fn forms_code(folder: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    let mut code = String::new();
    for file in files {
        code.push_str(&format!("    include_str!({:?}),\n", file.canonicalize()?));
    }
    Ok(code)
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}
