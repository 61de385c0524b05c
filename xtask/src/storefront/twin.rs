//! A module's JavaScript twin: the output of `wasm2js`, as a function of its imports.

use anyhow::{Context, Result, bail};
use std::iter;

/// After this, `wasm2js` starts the module and exports the result as an ES module: at once and with names that may
/// collide.
const STARTING: &str = "\nvar retasmFunc";

/// From here on, `wasm2js` sets up a decoder of base64 for the module's data.
const DECODER: &str = "  var base64ReverseLookup";

/// Here the decoder ends and the data begins.
const DATA: &str = "function initActiveSegments(";

/// A call that puts one piece of data into the memory.
const PUT: &str = "  base64DecodeToExistingUint8Array(bufferView, ";

/// The export of the memory: an object of accessors, because it could grow.
const MEMORY: (&str, &str) = ("  \"memory\": Object.create(Object.prototype, {", "\n  })");

/// Turns the output of `wasm2js` into an ES module whose default export is `(imports) => exports`.
pub(super) fn factory(wasm2js: &str) -> Result<String> {
    if wasm2js.contains("__wasm_memory_grow") {
        bail!(
            "the twin's memory could grow, which costs bytes and is not expected of a storefront module"
        );
    }
    let (code, _) = wasm2js
        .split_once(STARTING)
        .context("wasm2js ends in a way that is not known")?;
    let body = code
        .lines()
        .skip_while(|line| line.is_empty() || line.starts_with("import "));
    let body = without_decoder(&body.collect::<Vec<_>>().join("\n"))?;
    let body = with_plain_memory(&body)?;
    Ok(format!(
        "export default (imports) => {{\n{body}\nreturn asmFunc(imports);\n}};\n"
    ))
}

/// The data as plain numbers: the decoder is longer than the few bytes that storefront modules have.
fn without_decoder(code: &str) -> Result<String> {
    let Some((before, rest)) = code.split_once(DECODER) else {
        return Ok(code.to_owned());
    };
    let (_, rest) = rest
        .split_once(DATA)
        .context("wasm2js sets up its data in a way that is not known")?;
    let mut plain = format!("{before}{DATA}");
    for line in rest.split_inclusive('\n') {
        match line.strip_prefix(PUT) {
            Some(call) => plain.push_str(
                &put(call).with_context(|| format!("wasm2js wrote unknown data: {line}"))?,
            ),
            None => plain.push_str(line),
        }
    }
    Ok(plain)
}

/// From `65536, "Rgo=");` to a call with the bytes themselves.
fn put(call: &str) -> Option<String> {
    let (offset, text) = call.trim_end().strip_suffix("\");")?.split_once(", \"")?;
    let bytes = decode_base64(text)?;
    Some(format!("  bufferView.set({bytes:?}, {offset});\n"))
}

/// The memory as an object that has its buffer: nothing moves it, and pages overwrite `Object.create`.
fn with_plain_memory(code: &str) -> Result<String> {
    let (before, rest) = code
        .split_once(MEMORY.0)
        .context("wasm2js exports no memory")?;
    let (_, after) = rest
        .split_once(MEMORY.1)
        .context("wasm2js exports the memory in a way that is not known")?;
    Ok(format!(
        "{before}  \"memory\": {{ \"buffer\": buffer }}{after}"
    ))
}

fn decode_base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |character| ALPHABET.iter().position(|known| *known == character);
    let mut bytes = Vec::new();
    for group in text.trim_end_matches('=').as_bytes().chunks(4) {
        let digits = group
            .iter()
            .map(|character| digit(*character))
            .chain(iter::repeat(Some(0)));
        let bits = digits
            .take(4)
            .try_fold(0, |bits, digit| Some(bits << 6 | digit?))?;
        let three = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
        bytes.extend(three.into_iter().take(group.len() - 1));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{decode_base64, factory};

    const OUTPUT: &str = r#"
import * as h from 'h';

  var bufferView;
  var base64ReverseLookup = new Uint8Array(123/*'z'+1*/);
  function base64DecodeToExistingUint8Array(uint8Array, offset, b64) {
  }
function initActiveSegments(imports) {
  base64DecodeToExistingUint8Array(bufferView, 65536, "Rgo=");
}
function asmFunc(imports) {
 var buffer = new ArrayBuffer(131072);
 bufferView = new Uint8Array(buffer);
 initActiveSegments(imports);
 return {
  "memory": Object.create(Object.prototype, {
   "grow": {
    
   }, 
   "buffer": {
    "get": function () {
     return buffer;
    }
   }
  }), 
  "a": $0
 };
}

var retasmFunc = asmFunc({
  "h": h,
});
export var a = retasmFunc.a;
"#;

    const FACTORY: &str = r#"export default (imports) => {
  var bufferView;
function initActiveSegments(imports) {
  bufferView.set([70, 10], 65536);
}
function asmFunc(imports) {
 var buffer = new ArrayBuffer(131072);
 bufferView = new Uint8Array(buffer);
 initActiveSegments(imports);
 return {
  "memory": { "buffer": buffer }, 
  "a": $0
 };
}
return asmFunc(imports);
};
"#;

    #[test]
    fn wrapper_decoder_and_accessors_are_cut_off() {
        assert_eq!(factory(OUTPUT).unwrap(), FACTORY);
    }

    #[test]
    fn a_module_without_data_needs_no_decoder() {
        let start = OUTPUT.find("  var base64ReverseLookup").unwrap();
        let end = OUTPUT.find("function asmFunc").unwrap();
        let output = format!("{}{}", &OUTPUT[..start], &OUTPUT[end..]);
        assert!(
            factory(&output)
                .unwrap()
                .contains("var bufferView;\nfunction asmFunc(imports) {")
        );
    }

    #[test]
    fn other_output_is_an_error() {
        assert!(factory("function asmFunc() {}").is_err());
        assert!(factory("import 'h';\nvar retasmFunc = 1;\n").is_err());
        assert!(
            factory(&OUTPUT.replace("\"grow\": {", "\"grow\": { value: __wasm_memory_grow"))
                .is_err()
        );
        assert!(factory(&OUTPUT.replace("Rgo=", "R?o=")).is_err());
    }

    #[test]
    fn base64_is_decoded() {
        assert_eq!(decode_base64("Rgo=").unwrap(), b"F\n");
        assert_eq!(decode_base64("AQ==").unwrap(), [1]);
        assert_eq!(decode_base64("aGVsbG8h").unwrap(), b"hello!");
        assert_eq!(decode_base64("").unwrap(), b"");
        assert_eq!(decode_base64("a*=="), None);
    }
}
