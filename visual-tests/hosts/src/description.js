/** The description of a host: the members of its `host.json`, and the check that they are valid. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A host as `host.json` describes it.
 * @typedef {object} Host
 * @property {string} about What it does to an embed, in one sentence.
 * @property {string} [name] Of a host that is an object; a folder's name is the host's.
 * @property {string[]} [sheets] Style sheets, in their order: files in npm packages (`bulma/css/bulma.css`), beside `host.json`, or absolute paths.
 * @property {string[]} [scripts] Scripts that the head runs, named in the same way.
 * @property {string} [css] Rules behind those of `sheets`: as text, or the name of a file beside `host.json`. Default: `page.css`, if it is there.
 * @property {string} [content] HTML of the page: as text, or the name of a file beside it. Default: `page.html` if it is there, or else the common content.
 * @property {string} [doctype] What the document begins with. Default `<!doctype html>`; empty for quirks mode.
 * @property {string} [sign] JavaScript that is true in the page once rules and scripts are in force, and false without them.
 * @property {string} [engines_note] What is different in which browser.
 * @property {string} [license] Of the files that are not the kit's own, as an SPDX expression.
 * @property {string} [debian] The Debian package that brings the files with absolute paths.
 */

/** The type of each member. */
const MEMBERS = {
  about: "string",
  name: "string",
  sheets: "strings",
  scripts: "strings",
  css: "string",
  content: "string",
  doctype: "string",
  sign: "string",
  engines_note: "string",
  license: "string",
  debian: "string",
};

/**
 * Reads the `host.json` of a folder.
 * @param {string} name
 * @param {string} folder
 */
export async function readHost(name, folder) {
  const path = join(folder, "host.json");
  const text = await readFile(path, "utf8");
  let described;
  try {
    described = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: not JSON: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
  return { ...checkedHost(described, path), name };
}

/**
 * Checks the description of a host, and reports all mistakes at once.
 * @param {unknown} described
 * @param {string} where What a message begins with.
 * @returns {Host & { name: string }}
 */
export function checkedHost(described, where) {
  if (kindOf(described) !== "object") throw new Error(`${where}: expected an object, found ${kindOf(described)}`);
  const host = /** @type {Record<string, unknown>} */ (described);
  const problems = /** @type {string[]} */ ([]);
  const expectString = (/** @type {string} */ path, /** @type {unknown} */ value) => {
    if (typeof value !== "string") problems.push(`${path}: expected a string, found ${kindOf(value)}`);
  };
  if (host.about === undefined) problems.push("about: missing; it says in one sentence what the page does to an embed");
  for (const [member, value] of Object.entries(host)) {
    const type = /** @type {Record<string, string>} */ (MEMBERS)[member];
    if (!type) problems.push(`${member}: no such member; there are: ${Object.keys(MEMBERS).join(", ")}`);
    else if (type === "string") expectString(member, value);
    else if (!Array.isArray(value)) problems.push(`${member}: expected an array of strings, found ${kindOf(value)}`);
    else value.forEach((item, i) => expectString(`${member}[${i}]`, item));
  }
  if (problems.length) throw new Error(problems.map((problem) => `${where}: ${problem}`).join("\n"));
  return { name: "unnamed", .../** @type {Host} */ (described) };
}

/** @param {unknown} value */
const kindOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
