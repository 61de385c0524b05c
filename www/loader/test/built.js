/** Loads a built storefront module with its glue and a test's own page side, as WebAssembly or as its twin. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { SHIFT, start, write } from "../src/engine.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

let loads = 0;

/**
 * The glue of a running module, and its engine's exports.
 * @param {"form-trigger" | "form-render"} name
 * @param {"wasm" | "twin"} engine
 * @param {Record<string, Function>} [host] What the module imports.
 */
export async function load(name, engine, host = {}) {
  const folder = `${root}target/storefront/modules/${name}`;
  // The glue imports its host by a bare specifier; the test's host replaces it, reached through a global.
  const key = `host${(loads += 1)}`;
  /** @type {any} */ (globalThis)[key] = host;
  const functions = Object.keys(host).map((name) => `export const ${name} = (...all) => ${key}.${name}(...all);`);
  const result = await build({
    stdin: { contents: 'export * from "glue";', resolveDir: root },
    bundle: true,
    write: false,
    format: "esm",
    alias: { glue: `${folder}/glue.js` },
    plugins: [
      {
        name: "host",
        setup(build) {
          build.onResolve({ filter: /-host$/ }, (found) => ({ path: found.path, namespace: "host" }));
          build.onLoad({ filter: /.*/, namespace: "host" }, () => ({ contents: functions.join("\n") }));
        },
      },
    ],
  });
  // The key makes it a separate module, so that each load has its own memory.
  const glue = await import(dataUrl(`// ${key}\n${result.outputFiles[0].text}`));
  const exports =
    engine === "wasm"
      ? await start(byteString(await readFile(`${folder}/module.wasm`)), glue.imports)
      : (await import(dataUrl(await readFile(`${folder}/twin.js`, "utf8")))).default(glue.imports);
  glue.__wbg_set_wasm(exports);
  /**
   * Writes texts into one of the module's buffers; their lengths.
   * @param {number} address
   * @param {number} size_bytes
   * @param {string[]} texts
   */
  const put = (address, size_bytes, ...texts) => {
    const lengths = write(exports, address, size_bytes, texts);
    if (!lengths) throw new Error(`${texts} do not fit into ${size_bytes} bytes`);
    return lengths;
  };
  return { glue, exports, put };
}

/**
 * One shifted character a byte, as the service embeds a module.
 * @param {Buffer} bytes
 */
function byteString(bytes) {
  return Buffer.from(bytes.map((byte) => byte + SHIFT)).toString("latin1");
}

/** @param {string} source */
function dataUrl(source) {
  return `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`;
}
