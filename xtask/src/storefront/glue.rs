//! The JavaScript that `wasm-bindgen` generates, adapted to short names.

use super::names::{Import, PAGE, Renamed};
use anyhow::{Result, ensure};

/// How the name ends under which a module imports its own glue.
const GLUE_SUFFIX: &str = "_bg.js";

/// Whether the glue reads the module's export `name`.
pub(super) fn uses(glue: &str, name: &str) -> bool {
    accesses(glue, name).next().is_some()
}

/// The glue with the exports' short names, and one more export: the `imports` that the module is started with.
pub(super) fn adapt(glue: &str, imports: &[Import], exports: &[Renamed]) -> Result<String> {
    let mut adapted = rename_accesses(glue, exports);
    let mut table = String::new();
    for Import { module, function } in imports {
        let Renamed { from, to } = function;
        let value = if module.ends_with(GLUE_SUFFIX) {
            ensure!(
                glue.contains(&format!("export function {from}(")),
                "wasm-bindgen's glue has no function `{from}`"
            );
            from.clone()
        } else {
            // Where nothing is to be converted, the module takes the host's function itself.
            adapted.push_str(&format!(
                "\nimport {{ {from} as direct_{to} }} from {module:?};"
            ));
            format!("direct_{to}")
        };
        table.push_str(&format!("{to}: {value}, "));
    }
    adapted.push_str(&format!(
        "\nexport const imports = {{ {PAGE}: {{ {table}}} }};\n"
    ));
    Ok(adapted)
}

fn rename_accesses(glue: &str, exports: &[Renamed]) -> String {
    let mut replacements: Vec<(usize, &Renamed)> = exports
        .iter()
        .flat_map(|export| accesses(glue, &export.from).map(move |position| (position, export)))
        .collect();
    replacements.sort_by_key(|(position, _)| *position);
    let mut renamed = String::new();
    let mut done = 0;
    for (position, export) in replacements {
        renamed.push_str(&glue[done..position]);
        renamed.push_str(&export.to);
        done = position + export.from.len();
    }
    renamed.push_str(&glue[done..]);
    renamed
}

/// Where `name` stands in a `wasm.name` of the glue.
fn accesses<'a>(glue: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    const OBJECT: &str = "wasm.";
    let is_word =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '$' | '.');
    glue.match_indices(OBJECT)
        .filter(move |(position, _)| !glue[..*position].ends_with(is_word))
        .map(|(position, _)| position + OBJECT.len())
        .filter(move |position| {
            let rest = &glue[*position..];
            rest.strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|next| is_word(next) && next != '.'))
        })
}

#[cfg(test)]
mod tests {
    use super::{Import, Renamed, adapt, uses};

    const GLUE: &str = "import { show } from 'trigger-host';\n\
        export function start(a) { const b = pass(a, wasm.__wbindgen_malloc); wasm.start(b, wasm.memory.buffer); }\n\
        export function startled() { return wasm.startled() + other.wasm.start; }\n\
        export function __wbg_show_1c0b(a) { show(a); }\n\
        let wasm;\n\
        export function __wbg_set_wasm(val) { wasm = val; }\n";

    fn renamed(from: &str, to: &str) -> Renamed {
        Renamed {
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    fn import(module: &str, from: &str) -> Import {
        Import {
            module: module.to_owned(),
            function: renamed(from, "a"),
        }
    }

    #[test]
    fn an_export_is_used_where_its_whole_name_is_read() {
        assert!(uses(GLUE, "start") && uses(GLUE, "startled") && uses(GLUE, "memory"));
        assert!(!uses(GLUE, "star") && !uses(GLUE, "__flag") && !uses(GLUE, "show"));
    }

    #[test]
    fn exports_are_renamed_and_imports_are_listed() {
        let exports = [
            renamed("start", "a"),
            renamed("startled", "b"),
            renamed("__wbindgen_malloc", "c"),
        ];
        let adapted = adapt(GLUE, &[import("./x_bg.js", "__wbg_show_1c0b")], &exports).unwrap();
        assert!(
            adapted.contains("pass(a, wasm.c); wasm.a(b, wasm.memory.buffer)"),
            "{adapted}"
        );
        assert!(
            adapted.contains("function startled() { return wasm.b() + other.wasm.start; }"),
            "{adapted}"
        );
        assert!(
            adapted.ends_with("\nexport const imports = { h: { a: __wbg_show_1c0b, } };\n"),
            "{adapted}"
        );
    }

    #[test]
    fn an_import_without_a_function_is_an_error() {
        assert!(adapt(GLUE, &[import("./x_bg.js", "__wbg_hide_0000")], &[]).is_err());
    }

    #[test]
    fn a_function_that_needs_no_conversion_comes_from_the_host_itself() {
        let adapted = adapt(GLUE, &[import("trigger-host", "tell")], &[]).unwrap();
        assert!(
            adapted.contains("\nimport { tell as direct_a } from \"trigger-host\";\n"),
            "{adapted}"
        );
        assert!(
            adapted.ends_with("\nexport const imports = { h: { a: direct_a, } };\n"),
            "{adapted}"
        );
    }
}
