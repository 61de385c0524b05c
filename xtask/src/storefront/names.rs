//! Short names for a module's imports and exports: those of `wasm-bindgen` are long, hashed, and compress badly.

use super::wasm_file::{
    EXPORTS, IMPORTS, Reader, Section, assemble, sections, write_name, write_number,
};
use anyhow::{Context, Result, ensure};

/// The name that all functions of the page are imported from, after [`shorten`].
pub(super) const PAGE: &str = "h";

/// The export that keeps its name, because the page side looks into it.
const MEMORY: &str = "memory";

/// A name before and after shortening.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Renamed {
    /// The name that wasm-bindgen wrote.
    pub(super) from: String,
    /// The name that we ship.
    pub(super) to: String,
}

/// A function that the module imports from the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The JavaScript module that has it: the glue, or a host module if the glue has nothing to convert.
    pub(super) module: String,
    /// The name of the function there.
    pub(super) function: Renamed,
}

/// A module with short names, and their original names.
#[derive(Debug)]
pub(super) struct Shortened {
    /// The bytes of the module.
    pub(super) wasm: Vec<u8>,
    /// Its imports from [`PAGE`].
    pub(super) imports: Vec<Import>,
    /// Its exports, without its memory.
    pub(super) exports: Vec<Renamed>,
}

/// Renames all imports and exports, and drops each export (but the memory) that `is_used` denies.
pub(super) fn shorten(wasm: &[u8], is_used: impl Fn(&str) -> bool) -> Result<Shortened> {
    let parts = sections(wasm)?;
    let (import_section, imports) =
        content_of(&parts, IMPORTS).map_or(Ok(Default::default()), shorten_imports)?;
    let export_section = content_of(&parts, EXPORTS).context("the module exports nothing")?;
    let (export_section, exports) = shorten_exports(export_section, is_used)?;
    let wasm = assemble(parts.iter().map(|part| match part.id {
        IMPORTS => (IMPORTS, import_section.as_slice()),
        EXPORTS => (EXPORTS, export_section.as_slice()),
        id => (id, part.content),
    }))?;
    Ok(Shortened {
        wasm,
        imports,
        exports,
    })
}

fn content_of<'a>(parts: &[Section<'a>], id: u8) -> Option<&'a [u8]> {
    parts
        .iter()
        .find(|part| part.id == id)
        .map(|part| part.content)
}

fn shorten_imports(content: &[u8]) -> Result<(Vec<u8>, Vec<Import>)> {
    let mut reader = Reader { rest: content };
    let count = reader.number()?;
    let mut section = Vec::new();
    write_number(&mut section, count);
    let mut imports = Vec::new();
    for index in 0..count {
        let module = reader.name()?;
        let from = reader.name()?;
        let kind = reader.byte()?;
        ensure!(
            kind == 0,
            "the module imports `{from}`, which is not a function (kind {kind})"
        );
        let to = short(index);
        write_name(&mut section, PAGE)?;
        write_name(&mut section, &to)?;
        section.push(kind);
        write_number(&mut section, reader.number()?);
        let function = Renamed {
            from: from.to_owned(),
            to,
        };
        imports.push(Import {
            module: module.to_owned(),
            function,
        });
    }
    ensure!(
        reader.rest.is_empty(),
        "there is more in the import section than its imports"
    );
    Ok((section, imports))
}

fn shorten_exports(
    content: &[u8],
    is_used: impl Fn(&str) -> bool,
) -> Result<(Vec<u8>, Vec<Renamed>)> {
    let mut reader = Reader { rest: content };
    let mut entries = Vec::new();
    let mut renamed = Vec::new();
    let mut kept = 0;
    for _ in 0..reader.number()? {
        let from = reader.name()?;
        let kind_and_index = (reader.byte()?, reader.number()?);
        // Such a function must be called once at the start, and neither the glue nor the page side does that.
        ensure!(
            from != "__wbindgen_start",
            "a storefront module cannot have a `#[wasm_bindgen(start)]` function"
        );
        let to = match from {
            MEMORY => MEMORY.to_owned(),
            _ if is_used(from) => {
                let to = short(u32::try_from(renamed.len())?);
                renamed.push(Renamed {
                    from: from.to_owned(),
                    to: to.clone(),
                });
                to
            }
            _ => continue,
        };
        kept += 1;
        write_name(&mut entries, &to)?;
        entries.push(kind_and_index.0);
        write_number(&mut entries, kind_and_index.1);
    }
    ensure!(
        reader.rest.is_empty(),
        "there is more in the export section than its exports"
    );
    let mut section = Vec::new();
    write_number(&mut section, kept);
    section.append(&mut entries);
    Ok((section, renamed))
}

/// The short names: a, b, … z, aa, ba, …
fn short(index: u32) -> String {
    let mut rest = index;
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
        if rest == 0 {
            return name;
        }
        rest -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Import, Renamed, short, shorten};
    use std::collections::BTreeSet;

    /// `(import "./m.js" "__wbg_show_1c0b" (func (type 0)))`, two functions, a memory and a global, all exported.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x1a\x01\x06./m.js\x0f__wbg_show_1c0b\0\0\
        \x03\x02\x01\0\
        \x05\x03\x01\0\x01\
        \x06\x06\x01\x7f\0\x41\x2a\x0b\
        \x07\x24\x04\x06memory\x02\0\x05start\0\x01\x06__flag\x03\0\x06unused\0\x01\
        \x0a\x06\x01\x04\0\x10\0\x0b";

    fn renamed(from: &str, to: &str) -> Renamed {
        Renamed {
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    #[test]
    fn imports_and_used_exports_are_renamed_and_the_rest_is_dropped() {
        let short = shorten(MODULE, |name| name == "start").unwrap();
        let function = renamed("__wbg_show_1c0b", "a");
        assert_eq!(
            short.imports,
            [Import {
                module: "./m.js".to_owned(),
                function
            }]
        );
        assert_eq!(short.exports, [renamed("start", "a")]);
        let text = String::from_utf8_lossy(&short.wasm).into_owned();
        assert!(
            text.contains("\x02\x07\x01\x01h\x01a\0\0"),
            "import section of {text:?}"
        );
        assert!(
            text.contains("\x07\x0e\x02\x06memory\x02\0\x01a\0\x01"),
            "export section of {text:?}"
        );
    }

    #[test]
    fn node_runs_the_renamed_module() {
        let short = shorten(MODULE, |name| name == "start").unwrap();
        let script = format!(
            "let shown = 0;\nnew WebAssembly.Instance(new WebAssembly.Module(new Uint8Array({:?})), \
             {{ h: {{ a: () => shown++ }} }}).exports.a();\nprocess.exit(shown === 1 ? 0 : 1)",
            short.wasm
        );
        let status = std::process::Command::new("node")
            .args(["--eval", &script])
            .status()
            .unwrap();
        assert!(status.success());
    }

    #[test]
    fn a_start_function_is_refused() {
        let module = b"\0asm\x01\0\0\0\x07\x14\x01\x10__wbindgen_start\0\0";
        assert!(
            shorten(module, |_| true)
                .unwrap_err()
                .to_string()
                .contains("start")
        );
    }

    #[test]
    fn an_import_that_is_not_a_function_is_refused() {
        let module = b"\0asm\x01\0\0\0\x02\x08\x01\x01m\x01g\x03\x7f\0\x07\x01\0";
        assert!(
            shorten(module, |_| true)
                .unwrap_err()
                .to_string()
                .contains("not a function")
        );
    }

    #[test]
    fn short_names_are_all_different() {
        assert_eq!([0, 25, 26, 27, 52].map(short), ["a", "z", "aa", "ba", "ab"]);
        assert_eq!((0..2_000).map(short).collect::<BTreeSet<_>>().len(), 2_000);
    }
}
