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

/// `inline=1`: a function that is called once with arguments compresses better in place than taken apart.
const COMPRESS: &str = "ecma=2020,passes=3,unsafe_arrows,pure_getters,inline=1";

/// Members of the object `core` (`www/loader/src/types.d.ts`) that no JSON and no page knows, by how often they are
/// named. They get short names, the same in every file, because the files hand the object on to each other.
const CORE_MEMBERS: [&str; 38] = [
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
    "onSubmitted",
    "keepPlace",
    "getJson",
    "listen",
];

/// A placeholder for the render module while esbuild and terser work, because both would make its bytes longer. A name
/// and not a string, because terser would compute a string's length.
const ENGINE_MARK: &str = "RENDER_ENGINE_BYTES";

/// The engine that runs the render module.
pub(super) enum Engine<'a> {
    /// The `.wasm`, embedded as a string.
    Wasm(&'a [u8]),
    /// The twin, as [`twin`] makes it.
    Twin(&'a str),
}

/// The loader and the trigger module's glue as one function expression `(parts, manifest, engine) => void`.
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

/// Precedes each part's name while terser works on all of them.
const PART_MARK: &str = "@part ";

/// The parts of the loader, each as one function expression `(core) => void`, by file name.
///
/// They are minified together: terser gives the shortest names to what is frequent in all of its input, and parts that
/// use the same names for common things compress better together.
pub(super) fn parts() -> Result<BTreeMap<String, String>> {
    let wrapped = each_of("parts", |name, file| {
        wrapped(&format!("part-{name}"), &esbuild(file, &[])?)
    })?;
    let items: String = wrapped
        .iter()
        .map(|(name, part)| format!("\"{PART_MARK}{name}\", {part},\n"))
        .collect();
    let module = format!("export default [\n{items}];\n");
    let parts = split_parts(&expression(&terser("parts", &module, COMPRESS)?)?);
    ensure!(
        parts.keys().eq(wrapped.keys()),
        "the minified parts cannot be separated"
    );
    Ok(parts)
}

/// The items of `["@part NAME",PART,…]`, by their names.
fn split_parts(array: &str) -> BTreeMap<String, String> {
    let items = array.strip_suffix(']').unwrap_or(array);
    items
        .split(&format!("\"{PART_MARK}"))
        .filter_map(|item| item.split_once("\","))
        .map(|(name, part)| (name.to_owned(), part.trim_end_matches(',').to_owned()))
        .collect()
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

/// The result for each file of a folder of the page side, by file name.
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
            .context("a part's file must have a name")?;
        made.insert(name.to_owned(), make(name, &path)?);
    }
    Ok(made)
}

/// The methods of `window.dormouse`; this file knows the hashes of the other files that few page views need.
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

/// The types of `window.dormouse`, for TypeScript users.
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
    Ok(without_detours(&process::output(&mut terser)?))
}

/// Removes functions from a minified script that are called once, where they are made, and only call another function
/// with the same arguments: `((a,b)=>f(a,b))(1,2)` becomes `f(1,2)`.
///
/// The glue is full of them. Terser would also take apart functions that compress better in one piece.
fn without_detours(script: &str) -> String {
    let mut direct = String::new();
    let mut rest = script;
    while let Some(start) = rest.find("((") {
        let (before, detour) = rest.split_at(start);
        direct.push_str(before);
        // The function itself must be called, and not something before it that takes the function.
        let is_called =
            !before.ends_with(|last: char| is_of_name(last) || matches!(last, ')' | ']' | '.'));
        match detour_of(detour).filter(|_| is_called) {
            Some((callee, after)) => {
                direct.push_str(callee);
                rest = after;
            }
            None => {
                direct.push('(');
                rest = &detour[1..];
            }
        }
    }
    direct + rest
}

/// `CALLEE` and `(…` of `((ARGUMENTS)=>CALLEE(ARGUMENTS))(…`.
fn detour_of(script: &str) -> Option<(&str, &str)> {
    let (arguments, rest) = script.strip_prefix("((")?.split_once(")=>")?;
    let (callee, rest) = rest.split_once('(')?;
    let after = rest.strip_prefix(arguments)?.strip_prefix("))")?;
    let is_plain = |text: &str, also: char| text.chars().all(|one| is_of_name(one) || one == also);
    let object = callee.split('.').next()?;
    let is_outer = !object.is_empty() && arguments.split(',').all(|argument| argument != object);
    (after.starts_with('(') && is_plain(arguments, ',') && is_plain(callee, '.') && is_outer)
        .then_some((callee, after))
}

/// Whether a character can be part of a name in a minified script.
fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// The function that an ES module exports as default, as one expression; `name` is its file in the workshop.
fn function(name: &str, module: &str) -> Result<String> {
    let wrapped = format!("export default {};\n", wrapped(name, module)?);
    expression(&terser(name, &wrapped, COMPRESS)?)
}

/// The function that an ES module exports as default, as one expression that is not minified yet.
fn wrapped(name: &str, module: &str) -> Result<String> {
    let (code, exported) = split_default_export(module)
        .with_context(|| format!("{name} must have a function as its only export, the default"))?;
    // If the module contains nothing else, this is the function itself after minifying.
    Ok(format!("(() => {{\n{code}\nreturn {exported};\n}})()"))
}

/// `CODE` and `NAME` of a bundle that ends in `export { NAME as default };`.
fn split_default_export(bundle: &str) -> Option<(&str, &str)> {
    let (code, export) = bundle.trim_end().rsplit_once("export {")?;
    let name = export
        .strip_suffix("};")?
        .trim()
        .strip_suffix("as default")?
        .trim();
    (!name.is_empty() && name.chars().all(is_of_name)).then_some((code, name))
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
    use super::{
        byte_string, embed, expression, split_default_export, split_parts, without_detours,
    };

    #[test]
    fn a_detour_is_left_out() {
        for (script, expected) in [
            ("x=0|((e,t)=>E.a(e,t))(L[t],2)", "x=0|E.a(L[t],2)"),
            ("(()=>((a,b)=>f(a,b))(1,2))()", "(()=>f(1,2))()"),
            // Other arguments, another function that takes it, one that is not called, and one that is an argument.
            ("((a,b)=>f(b,a))(1,2)", "((a,b)=>f(b,a))(1,2)"),
            ("g((a,b)=>f(a,b))(1,2)", "g((a,b)=>f(a,b))(1,2)"),
            ("g(((a,b)=>f(a,b)))", "g(((a,b)=>f(a,b)))"),
            ("((f,a)=>f(f,a))(1,2)", "((f,a)=>f(f,a))(1,2)"),
            ("((", "(("),
        ] {
            assert_eq!(without_detours(script), expected);
        }
    }

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
    fn a_script_must_be_a_single_expression() {
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
    fn parts_that_were_minified_together_are_separated() {
        let parts = split_parts("[\"@part a\",e=>{e([1],\"x\")},\"@part b-c\",(()=>t=>t[0])()]");
        let parts: Vec<_> = parts
            .iter()
            .map(|(name, part)| (&**name, &**part))
            .collect();
        assert_eq!(
            parts,
            [("a", "e=>{e([1],\"x\")}"), ("b-c", "(()=>t=>t[0])()")]
        );
    }

    #[test]
    fn the_engine_is_embedded_once() {
        assert_eq!(
            embed("f(RENDER_ENGINE_BYTES)", b"\na$&").unwrap(),
            format!("f({})", byte_string(b"\na$&"))
        );
        assert!(embed("f()", b"").is_err());
        assert!(embed("f(RENDER_ENGINE_BYTES,RENDER_ENGINE_BYTES)", b"").is_err());
    }
}
