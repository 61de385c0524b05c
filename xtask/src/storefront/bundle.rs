//! One file from many: the page side with its glue, minified.

use super::{module::Module, workshop};
use crate::{process, workspace};
use anyhow::{Context, Result, ensure};
use form_compile::{asset::content_id, onsite_script::byte_string};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The oldest browsers that a form is shown in.
const BROWSERS: &str = "--target=chrome111,firefox115,safari16.4";

/// `inline=1`: a function that is called once with arguments compresses better where it stands than taken apart.
const COMPRESS: &str = "ecma=2020,passes=3,unsafe_arrows,pure_getters,inline=1";

/// Members of the object `core` (`www/loader/src/types.d.ts`) that no JSON and no page knows, by how often they are
/// named. They get short names, the same in every file, because the files hand the object on to each other.
const CORE_MEMBERS: [&str; 34] = [
    "manifest",
    "facts",
    "recall",
    "remember",
    "wants",
    "refresh",
    "wake",
    "happen",
    "shown",
    "restarts",
    "visibleMs",
    "refusal",
    "after",
    "leave",
    "formNamed",
    "readRecord",
    "writeRecord",
    "must_forget",
    "seconds",
    "is_off",
    "uses_twin",
    "finish",
    "lookUp",
    "soon",
    "countView",
    "onJudged",
    "stateOf",
    "bring",
    "onGone",
    "closes",
    "has_left",
    "profile",
    "forgetShared",
    "html_policy",
];

/// Stands for the render module while esbuild and terser work, because both would write its bytes longer.
/// A name and not a string, whose length terser would work out.
const ENGINE_MARK: &str = "RENDER_ENGINE_BYTES";

/// What runs the render module.
pub(super) enum Engine<'a> {
    /// The `.wasm`, embedded as a string.
    Wasm(&'a [u8]),
    /// The twin, as [`twin`] gives it.
    Twin(&'a str),
}

/// The loader and the trigger module's glue as one function expression `(manifest, engine, parts) => void`.
pub(super) fn loader(trigger: &Module) -> Result<String> {
    let aliases = [
        ("trigger-glue", trigger.glue.clone()),
        ("trigger-host", page_side("host.js")),
    ];
    let bundle = esbuild(&page_side("loader.js"), &aliases)?;
    function("loader", &bundle)
}

/// A twin as one function expression `(imports) => exports`.
pub(super) fn twin(factory: &str) -> Result<String> {
    // `pure_new` drops the views of the memory that are made but not used.
    expression(&terser("twin", factory, &format!("{COMPRESS},pure_new"))?)
}

/// The page side of the render module with its glue, an engine and the names of its parts' files, as an ES module.
pub(super) fn render(
    glue: &Path,
    engine: Engine<'_>,
    parts: &BTreeMap<String, String>,
) -> Result<String> {
    let engine_file = workshop().join("render-engine.js");
    let engine_module = match engine {
        Engine::Wasm(_) => format!("export default {ENGINE_MARK};\n"),
        Engine::Twin(twin) => format!("export default {twin};\n"),
    };
    fs::write(&engine_file, engine_module)
        .with_context(|| format!("cannot write {}", engine_file.display()))?;
    let hashes: BTreeMap<_, _> = parts
        .iter()
        .map(|(name, part)| (name, content_id(part.as_bytes())))
        .collect();
    let parts_file = workshop().join("render-parts.js");
    let parts_module = format!("export default {};\n", serde_json::to_string(&hashes)?);
    fs::write(&parts_file, parts_module)
        .with_context(|| format!("cannot write {}", parts_file.display()))?;
    let aliases = [
        ("render-glue", glue.to_owned()),
        ("render-host", page_side("render/page.js")),
        ("render-engine", engine_file),
        ("render-parts", parts_file),
    ];
    let script = terser(
        "render",
        &esbuild(&page_side("render/render.js"), &aliases)?,
        COMPRESS,
    )?;
    match engine {
        Engine::Wasm(bytes) => embed(&script, bytes),
        Engine::Twin(_) => Ok(script),
    }
}

/// The parts of the loader, each as one function expression `(core) => void`, by the names of their files.
pub(super) fn parts() -> Result<BTreeMap<String, String>> {
    each_of("parts", |name, file| {
        function(&format!("part-{name}"), &esbuild(file, &[])?)
    })
}

/// The parts of the render module, each as an ES module whose default export is `(form) => void`, by the names of
/// their files.
pub(super) fn render_parts() -> Result<BTreeMap<String, String>> {
    each_of("render/parts", |name, file| {
        terser(
            &format!("render-part-{name}"),
            &esbuild(file, &[])?,
            COMPRESS,
        )
    })
}

/// What is made of each file of a folder of the page side, by the names of the files.
fn each_of(
    folder: &str,
    make: impl Fn(&str, &Path) -> Result<String>,
) -> Result<BTreeMap<String, String>> {
    let folder = page_side(folder);
    let read = || fs::read_dir(&folder)?.collect::<io::Result<Vec<_>>>();
    let entries = read().with_context(|| format!("cannot read the folder {}", folder.display()))?;
    let mut made = BTreeMap::new();
    for entry in entries {
        let path = entry.path();
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .context("a part's file has no name")?;
        made.insert(name.to_owned(), make(name, &path)?);
    }
    Ok(made)
}

/// What `window.dormouse` can do, which knows the other files that few page views need by their hashes.
pub(super) fn api(files: &[(&str, &str)]) -> Result<String> {
    let names = files
        .iter()
        .map(|(name, content)| format!("{name}: {:?}", content_id(content.as_bytes())));
    let module = format!(
        "export default {{ {} }};\n",
        names.collect::<Vec<_>>().join(", ")
    );
    let path = workshop().join("lazy-files.js");
    fs::write(&path, module).with_context(|| format!("cannot write {}", path.display()))?;
    let bundle = esbuild(&page_side("api/api.js"), &[("lazy-files", path)])?;
    terser("api", &bundle, COMPRESS)
}

/// A file of the page side that is imported when it is needed, as an ES module.
pub(super) fn file(name: &str, entry: &str) -> Result<String> {
    terser(name, &esbuild(&page_side(entry), &[])?, COMPRESS)
}

/// The types of `window.dormouse`, for those who write TypeScript against it.
pub(super) fn types() -> Result<String> {
    let file = workspace::root().join("www/loader/dormouse.d.ts");
    fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}

fn page_side(file: &str) -> PathBuf {
    workspace::root().join("www/loader/src").join(file)
}

/// The entry and all it imports, as one ES module.
fn esbuild(entry: &Path, aliases: &[(&str, PathBuf)]) -> Result<String> {
    let mut esbuild = workspace::node_tool("esbuild");
    esbuild.arg(entry).args([
        "--bundle",
        "--format=esm",
        "--charset=utf8",
        "--minify-syntax",
        BROWSERS,
    ]);
    esbuild.args(["--legal-comments=none", "--log-level=warning"]);
    let names = workshop().join("core-members.json");
    fs::write(&names, core_members())
        .with_context(|| format!("cannot write {}", names.display()))?;
    esbuild.arg(format!("--mangle-props=^({})$", CORE_MEMBERS.join("|")));
    esbuild.arg(format!("--mangle-cache={}", names.display()));
    for (specifier, file) in aliases {
        esbuild.arg(format!("--alias:{specifier}={}", file.display()));
    }
    process::output(&mut esbuild)
}

/// The short names as esbuild reads them: a letter each, in the order of the list.
fn core_members() -> String {
    let names = CORE_MEMBERS.iter().zip(('a'..='z').chain('A'..='Z'));
    let pairs = names.map(|(name, short)| format!("{name:?}: {:?}", short.to_string()));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

/// An ES module minified; `name` is its file in the workshop.
fn terser(name: &str, module: &str, compress: &str) -> Result<String> {
    let file = workshop().join(name).with_extension("bundle.js");
    fs::write(&file, module).with_context(|| format!("cannot write {}", file.display()))?;
    let mut terser = workspace::node_tool("terser");
    terser.arg(&file).args([
        "--module",
        "--ecma",
        "2020",
        "--mangle",
        "--compress",
        compress,
    ]);
    process::output(&mut terser)
}

/// The function that an ES module exports as default, as one expression; `name` is its file in the workshop.
fn function(name: &str, module: &str) -> Result<String> {
    let (code, exported) = split_default_export(module)
        .with_context(|| format!("{name} has to export a function as default only"))?;
    // Where nothing else stands in the module, this is the function itself once it is minified.
    let wrapped = format!("export default (() => {{\n{code}\nreturn {exported};\n}})();\n");
    expression(&terser(name, &wrapped, COMPRESS)?)
}

/// `CODE` and `NAME` of a bundle that ends in `export { NAME as default };`.
fn split_default_export(bundle: &str) -> Option<(&str, &str)> {
    let (code, export) = bundle.trim_end().rsplit_once("export {")?;
    let name = export
        .strip_suffix("};")?
        .trim()
        .strip_suffix("as default")?
        .trim();
    let is_name = name
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, '_' | '$'));
    (is_name && !name.is_empty()).then_some((code, name))
}

/// The expression of a minified `export default EXPRESSION;`.
fn expression(module: &str) -> Result<String> {
    let expression = module
        .trim()
        .strip_prefix("export default")
        .context("terser wrote no default export")?;
    Ok(expression.trim_end_matches(';').trim_start().to_owned())
}

/// The script with the module's bytes in place of their mark.
fn embed(script: &str, bytes: &[u8]) -> Result<String> {
    let count = script.matches(ENGINE_MARK).count();
    ensure!(
        count == 1,
        "the render script names its engine {count} times, not once"
    );
    Ok(script.replacen(ENGINE_MARK, &byte_string(bytes), 1))
}

#[cfg(test)]
mod tests {
    use super::{embed, expression, split_default_export};

    #[test]
    fn the_default_export_is_split_off() {
        let bundle = "// a.js\nfunction start(a, b) {}\nexport {\n  start as default\n};\n";
        assert_eq!(
            split_default_export(bundle),
            Some(("// a.js\nfunction start(a, b) {}\n", "start"))
        );
    }

    #[test]
    fn other_exports_are_refused() {
        assert_eq!(
            split_default_export("export {\n  a,\n  start as default\n};\n"),
            None
        );
        assert_eq!(split_default_export("export {\n  start\n};\n"), None);
        assert_eq!(split_default_export("start();\n"), None);
    }

    #[test]
    fn an_expression_stands_alone() {
        assert_eq!(
            expression("export default(e,t)=>{e(t)};\n").unwrap(),
            "(e,t)=>{e(t)}"
        );
        assert_eq!(
            expression("export default function(e){};").unwrap(),
            "function(e){}"
        );
        assert!(expression("const a=1;").is_err());
    }

    #[test]
    fn the_engine_is_embedded_once() {
        assert_eq!(
            embed("f(RENDER_ENGINE_BYTES)", b"\na$&").unwrap(),
            "f(\"\\na$&\")"
        );
        assert!(embed("f()", b"").is_err());
        assert!(embed("f(RENDER_ENGINE_BYTES,RENDER_ENGINE_BYTES)", b"").is_err());
    }
}
