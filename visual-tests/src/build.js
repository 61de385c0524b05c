/**
 * A build: everything that makes pixels. The render module with its parts, the teaser module, and the bundles of all
 * cases.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { damageOf, ROOT, shown } from "./files.js";
import { FONTS_VERSION } from "./fonts.js";
import { fingerprint } from "./selection.js";
import { browserEnvironment, SECONDS, within } from "./supervisor.js";

/**
 * @typedef {object} Build
 * @property {string} name In addresses: `/build/NAME/…`.
 * @property {Record<string, string>} modules `render.js`, `teaser.js` and `parts/NAME.js`, with their sources.
 * @property {Record<string, CompiledCase>} cases
 * @property {Record<string, { text?: string, base64?: string }>} files By their paths, `/a/…`: pictures, fonts, sheets.
 * @property {string} inputs Names the other inputs of pixels: the stage, its fonts, the host pages.
 * @property {Record<string, string>} data Names the request of each `case.json`, by the ids of the cases.
 */

/** @typedef {{ bundle: any, light?: string }[]} CompiledCase A bundle, and the path of its sheet for light DOM, for each of its forms. */

/**
 * Compiles the cases with the built programs.
 * @param {import("./cases.js").Case[]} cases
 * @param {string} [name]
 * @returns {Promise<Build>}
 */
export async function currentBuild(cases, name = "current") {
  const storefront = join(ROOT, "dist/storefront");
  const binary = join(ROOT, "target/release/dormouse");
  for (const path of [storefront, binary]) {
    if (!existsSync(path)) throw new Error(`${path} is not there: run \`npm run build\` first`);
  }
  const read = (/** @type {string} */ file) => readFile(join(storefront, file), "utf8");
  const [render, teaser, parts, compiled] = await Promise.all([
    read("render.js"),
    read("teaser.js"),
    read("render-parts.json"),
    compile(
      binary,
      cases.flatMap(({ forms }) => forms.map(({ form }) => form)),
    ),
  ]);
  const modules = /** @type {Record<string, string>} */ ({ "render.js": render, "teaser.js": teaser });
  for (const [part, source] of Object.entries(readJson(join(storefront, "render-parts.json"), parts)))
    modules[`parts/${part}.js`] = source;
  const build = /** @type {Build} */ ({ name, modules, cases: {}, files: {}, inputs: await inputs(), data: {} });
  const faults = [];
  let line = 0;
  for (const { id, forms, teaser, walk, pictures } of cases) {
    build.data[id] = fingerprint([JSON.stringify([teaser, walk, pictures])]);
    build.cases[id] = forms.flatMap(({ name }) => {
      const answer = compiled[line++];
      if (answer.problems) {
        for (const { path, message } of answer.problems)
          faults.push(`visual-tests/cases/${id}${name && ` (${name})`}: ${path}: ${message}`);
        return [];
      }
      const { bundle, light, files } = taken(answer, teaser);
      if (!bundle) {
        faults.push(`visual-tests/cases/${id}: shows a teaser, but its form has none`);
        return [];
      }
      Object.assign(build.files, files);
      return [{ bundle, light }];
    });
  }
  if (faults.length) throw new Error(`forms of cases that cannot be compiled:\n  ${faults.join("\n  ")}`);
  return build;
}

/**
 * Parses what the build has made.
 * @param {string} source What it is from, for the message.
 * @param {string} text
 */
function readJson(source, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${shown(source)} ${damageOf(Buffer.from(text), error)}: run \`npm run build\` again`, {
      cause: error,
    });
  }
}

/** Names inputs that are not compiled, and affect every picture or host page. */
async function inputs() {
  const texts = [];
  for (const folder of ["visual-tests/src/stage", "visual-tests/hosts"]) {
    const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    for (const file of files.sort()) if (!/\.(md|test\.js)$/.test(file)) texts.push(await textOf(file));
  }
  const sources = [
    "actions",
    "fonts",
    "modes",
    "stage-page",
    "walk",
    "engines/chromium",
    "engines/firefox",
    "engines/webkit",
  ];
  for (const file of sources) texts.push(await textOf(join(ROOT, `visual-tests/src/${file}.js`)));
  texts.push(FONTS_VERSION);
  return fingerprint(texts);
}

/** A text with the line ends of the repository, whatever git made of them in this clone. @param {string} path */
const textOf = async (path) => (await readFile(path, "utf8")).replaceAll("\r\n", "\n");

/**
 * What a page needs from a compiled form.
 * @param {any} answer
 * @param {boolean} teaser
 */
function taken(answer, teaser) {
  const path = teaser
    ? answer.manifest_entry.teaser && `/a/${answer.manifest_entry.teaser.bundle}.json`
    : answer.bundle;
  const files = Object.fromEntries(Object.entries(answer.files).filter(([name]) => !name.endsWith(".json")));
  const light = Object.keys(files).find((name) => name.endsWith(".css"));
  return { bundle: path && JSON.parse(answer.files[path].text), light, files };
}

/**
 * @param {string} binary
 * @param {any[]} forms
 * @returns {Promise<any[]>} The answers, one a form.
 */
async function compile(binary, forms) {
  const child = spawn(binary, ["compile", "--jsonl"], {
    stdio: ["pipe", "pipe", "pipe"],
    env: browserEnvironment(),
  });
  const out = /** @type {Buffer[]} */ ([]);
  const errors = /** @type {Buffer[]} */ ([]);
  child.stdout.on("data", (data) => out.push(data));
  child.stderr.on("data", (data) => errors.push(data));
  child.stdin.on("error", () => {});
  child.stdin.end(forms.map((form) => JSON.stringify(form) + "\n").join(""));
  const what = `${shown(binary)} compile --jsonl`;
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ?? code));
  });
  const code = await within(SECONDS.start, what, ended).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });
  const lines = Buffer.concat(out).toString().trim().split("\n").filter(Boolean);
  // An answer with problems ends with 1.
  if (lines.length !== forms.length || (code !== 0 && code !== 1)) {
    const said = Buffer.concat(errors).toString().trim() || "it said nothing about that";
    throw new Error(`${what} ended with ${code} after ${lines.length} of ${forms.length} forms: ${said}`);
  }
  return lines.map((line) => readJson(what, line));
}
