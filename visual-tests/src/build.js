/**
 * A build: everything that makes pixels. The render module with its parts and the teaser module, and the bundles of all
 * cases; compiled now, or as they were when the pictures were last accepted.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { ROOT } from "./cases.js";
import { fingerprint } from "./selection.js";

/** Where what the cases looked like to a visitor's browser is kept, when their pictures are accepted. */
export const ACCEPTED = join(ROOT, "visual-tests/accepted.br");

/**
 * @typedef {object} Build
 * @property {string} name In addresses: `/build/NAME/…`.
 * @property {Record<string, string>} modules `render.js`, `teaser.js` and `parts/NAME.js`, with their sources.
 * @property {Record<string, CompiledCase>} cases
 * @property {Record<string, { text?: string, base64?: string }>} files By their paths, `/a/…`: pictures, fonts, sheets.
 * @property {string} inputs Names what else pixels come from: the stage, its fonts, the host pages.
 * @property {Record<string, string>} data Names what each `case.json` asks for, by the ids of the cases.
 */

/** @typedef {{ bundle: any, light?: string }[]} CompiledCase A bundle, and the path of its sheet for light DOM, for each of its forms. */

/**
 * Compiles the cases with what is built.
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
    compile(binary, cases.flatMap(({ forms }) => forms.map(({ form }) => form))),
  ]);
  const modules = /** @type {Record<string, string>} */ ({ "render.js": render, "teaser.js": teaser });
  for (const [part, source] of Object.entries(JSON.parse(parts))) modules[`parts/${part}.js`] = source;
  const build = /** @type {Build} */ ({ name, modules, cases: {}, files: {}, inputs: await inputs(), data: {} });
  const faults = [];
  let line = 0;
  for (const { id, forms, teaser, walk, pictures } of cases) {
    build.data[id] = fingerprint([JSON.stringify([teaser, walk, pictures])]);
    build.cases[id] = forms.flatMap(({ name }) => {
      const answer = compiled[line++];
      if (answer.problems) {
        for (const { path, message } of answer.problems) faults.push(`visual-tests/cases/${id}${name && ` (${name})`}: ${path}: ${message}`);
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

/** Names what is not compiled, and is in every picture or on some host page. */
async function inputs() {
  const texts = [];
  for (const folder of ["visual-tests/src/stage", "visual-tests/hosts"]) {
    const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    for (const file of files.sort()) if (!/\.(md|test\.js)$/.test(file)) texts.push(await readFile(file, "utf8"));
  }
  for (const file of ["src/fonts.js", "src/modes.js", "src/engines/chromium.js"]) texts.push(await readFile(join(ROOT, "visual-tests", file), "utf8"));
  return fingerprint(texts);
}

/**
 * What a page needs of a compiled form.
 * @param {any} answer
 * @param {boolean} teaser
 */
function taken(answer, teaser) {
  const path = teaser ? answer.manifest_entry.teaser && `/a/${answer.manifest_entry.teaser.bundle}.json` : answer.bundle;
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
  const child = spawn(binary, ["compile", "--jsonl"], { stdio: ["pipe", "pipe", "pipe"] });
  const out = /** @type {Buffer[]} */ ([]);
  const errors = /** @type {Buffer[]} */ ([]);
  child.stdout.on("data", (data) => out.push(data));
  child.stderr.on("data", (data) => errors.push(data));
  child.stdin.on("error", () => {});
  child.stdin.end(forms.map((form) => JSON.stringify(form) + "\n").join(""));
  await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const answers = Buffer.concat(out).toString().trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  if (answers.length !== forms.length) throw new Error(`dormouse compile: ${Buffer.concat(errors)}`);
  return answers;
}

/**
 * The build whose pictures were accepted last.
 * @param {string} [path]
 * @returns {Promise<Build | undefined>} Nothing = none was accepted yet.
 */
export async function acceptedBuild(path = ACCEPTED) {
  if (!existsSync(path)) return undefined;
  return { ...JSON.parse(brotliDecompressSync(await readFile(path)).toString()), name: "accepted" };
}

/**
 * Keeps a build as the accepted one.
 * @param {Build} build
 * @param {string} [path]
 */
export async function keepBuild({ modules, cases, files, inputs, data }, path = ACCEPTED) {
  const text = Buffer.from(JSON.stringify({ modules, cases, files, inputs, data }));
  await mkdir(dirname(path), { recursive: true });
  // The bundles are much alike, and far apart: only a large window sees that.
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  await writeFile(path, brotliCompressSync(text, { params }));
}
