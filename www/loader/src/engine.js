/** Starts a storefront module in its shipped form: WebAssembly in a string, or its JavaScript twin. */

/**
 * @typedef {string | ((imports: WebAssembly.Imports) => WebAssembly.Exports)} Engine
 * A string is a `.wasm` with one shifted character per byte; a function is the twin.
 */

/** What was added to each byte: `form-compile`, onsite_script.rs. */
export const SHIFT = 37;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Starts a module. If the page forbids WebAssembly, the promise rejects.
 *
 * Only an attempt shows the page's policy: in WebKit `new WebAssembly.Module` succeeds even where running it fails.
 * @param {Engine} engine
 * @param {WebAssembly.Imports} imports
 * @returns {Promise<WebAssembly.Exports>}
 */
export async function start(engine, imports) {
  if (typeof engine === "function") return engine(imports);
  const bytes = new Uint8Array(engine.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = engine.charCodeAt(i) - SHIFT;
  return (await WebAssembly.instantiate(bytes, imports)).instance.exports;
}

/**
 * Writes texts one after another into a module's buffer, and returns how many bytes each took;
 * nothing where they do not fit.
 * @param {WebAssembly.Exports} exports
 * @param {number} address
 * @param {number} size_bytes
 * @param {string[]} texts
 * @returns {number[] | undefined}
 */
export function write(exports, address, size_bytes, texts) {
  const lengths = [];
  let end = 0;
  for (let i = 0; i < texts.length; i++) {
    const room = view(exports, address + end, size_bytes - end);
    const { read, written } = encoder.encodeInto(texts[i], room);
    if (read < texts[i].length) return;
    lengths[i] = written;
    end += written;
  }
  return lengths;
}

/**
 * Reads a text from a module's buffer.
 * @param {WebAssembly.Exports} exports
 * @param {number} address
 * @param {number} len
 */
export function read(exports, address, len) {
  return decoder.decode(view(exports, address, len));
}

/**
 * @param {WebAssembly.Exports} exports
 * @param {number} address
 * @param {number} len
 */
function view(exports, address, len) {
  return new Uint8Array(/** @type {WebAssembly.Memory} */ (exports.memory).buffer, address, len);
}
