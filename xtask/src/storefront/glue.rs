//! The JavaScript that `wasm-bindgen` generates, adapted to short names.

use super::names::{Import, PAGE, Renamed};
use anyhow::{Context, Result};

/// The end of the name under which a module imports its own glue.
const GLUE_SUFFIX: &str = "_bg.js";

/// Whether the glue reads the module's export `name`.
pub(super) fn uses(glue: &str, name: &str) -> bool {
    accesses(glue, name).next().is_some()
}

/// The glue with the exports' short names, and one more export: the `imports` that the module is started with.
pub(super) fn adapt(glue: &str, imports: &[Import], exports: &[Renamed]) -> Result<String> {
    let mut adapted = without_conversions(&rename_accesses(glue, exports));
    let mut table = String::new();
    for Import { module, function } in imports {
        let Renamed { from, to } = function;
        let value = if module.ends_with(GLUE_SUFFIX) {
            let arguments = adapted.split_once(&format!("export function {from}("));
            let (_, function) = arguments
                .with_context(|| format!("wasm-bindgen's glue lacks the function `{from}`"))?;
            called_alone(function).unwrap_or(from).to_owned()
        } else {
            // If nothing needs converting, the module takes the host's function itself.
            adapted.push_str(&format!(
                "\nimport {{ {from} as direct_{to} }} from {module:?};"
            ));
            format!("direct_{to}")
        };
        table.push_str(&format!("{to}: {value}, "));
    }
    adapted.push_str("\nexport { wasm };");
    adapted.push_str(&format!(
        "\nexport const imports = {{ {PAGE}: {{ {table}}} }};\n"
    ));
    Ok(adapted)
}

/// The glue without its conversions to unsigned numbers.
///
/// The modules' memories are far below 2 GiB, so addresses and lengths are never negative. A set of bits may be; its
/// readers read it as 32 bits.
fn without_conversions(glue: &str) -> String {
    glue.replace(" >>> 0", "")
}

/// The function that the given function, from its arguments on, only calls with the same arguments.
fn called_alone(function: &str) -> Option<&str> {
    let (arguments, rest) = function.split_once(") {")?;
    let (body, _) = rest.split_once('}')?;
    let (call, returned) = body.trim().split_once(';')?;
    let call = match returned.trim() {
        "return ret;" => call.strip_prefix("const ret = ")?,
        "" => call,
        _ => return None,
    };
    let (callee, passed) = call.split_once('(')?;
    (passed.strip_suffix(')') == Some(arguments)).then_some(callee)
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

/// Positions of `name` in a `wasm.name` of the glue.
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
            adapted.ends_with("\nexport const imports = { h: { a: show, } };\n"),
            "{adapted}"
        );
    }

    #[test]
    fn an_import_without_a_function_is_an_error() {
        assert!(adapt(GLUE, &[import("./x_bg.js", "__wbg_hide_0000")], &[]).is_err());
    }

    #[test]
    fn a_function_that_only_converts_addresses_is_replaced_by_the_one_it_calls() {
        let glue = |call: &str| {
            format!(
                "export function __wbg_look_1(a, b) {{\n    const ret = {call};\n    return ret;\n}}\n"
            )
        };
        for (call, value) in [
            ("look(a >>> 0, b >>> 0)", "look"),
            ("look(a >>> 0, b !== 0)", "__wbg_look_1"),
        ] {
            let imports = [import("./x_bg.js", "__wbg_look_1")];
            let adapted = adapt(&glue(call), &imports, &[]).unwrap();
            assert!(!adapted.contains(">>>"), "{adapted}");
            let table = format!("\nexport const imports = {{ h: {{ a: {value}, }} }};\n");
            assert!(adapted.ends_with(&table), "{adapted}");
        }
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
