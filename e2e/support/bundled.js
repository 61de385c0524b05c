/** Makes a classic script of libraries from npm that come only as modules, as a shop's own build would. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "dormouse-bundled-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/**
 * @param {string} contents A module that may import from `node_modules`.
 * @param {"browser" | "node"} [platform] Where it runs: as a script of a page, or as a module of Node.
 * @returns {string} The path of the bundle.
 */
export function bundled(contents, platform = "browser") {
  const outfile = join(folder, `${++files}.${platform === "node" ? "mjs" : "js"}`);
  buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL("../..", import.meta.url)) },
    bundle: true,
    platform,
    format: platform === "node" ? "esm" : "iife",
    conditions: ["production"],
    define: { "process.env.NODE_ENV": '"production"' },
    outfile,
  });
  return outfile;
}
