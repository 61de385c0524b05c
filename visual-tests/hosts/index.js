/** Host pages that fight back: `loadHost` makes one document of a host, which asks for nothing and runs in any browser. */

import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkedHost, readHost } from "./src/description.js";
import { documentOf } from "./src/document.js";
import { partsOf } from "./src/parts.js";

/** @typedef {import("./src/description.js").Host} Host */

/** The hosts of this kit. */
const OWN_FOLDER = dirname(fileURLToPath(import.meta.url));

/**
 * A host that is ready to be shown. `html` is the whole page; `head` and `body` are the content of its two elements, for callers that make the
 * document themselves; `css` is all rules that the host has, in their order.
 * @typedef {object} LoadedHost
 * @property {string} name
 * @property {string} about What it does to an embed.
 * @property {string} html
 * @property {string} head
 * @property {string} body
 * @property {string} css
 * @property {string} [sign] JavaScript that is true in the page once the host's rules and scripts are in force.
 * @property {string} [engines_note] What is different in which browser.
 */

/**
 * Content to put into a host.
 * @typedef {object} Insertions
 * @property {string} [folder] Where hosts are looked for by name, and what the paths of an object begin at. Default: the kit's own.
 * @property {string} [head] HTML behind everything that the host has in its head: a merchant's tag.
 * @property {string} [body] HTML behind the host's content: the place of an embed.
 * @property {string} [content] HTML instead of the host's content.
 * @property {string} [viewport_meta] Content of `<meta name="viewport">`; empty: no such element. Default `width=device-width, initial-scale=1`.
 */

/**
 * The names of all hosts in a folder, sorted.
 * @param {string} [folder] Default: the kit's own.
 * @returns {Promise<string[]>}
 */
export async function hostNames(folder = OWN_FOLDER) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const is_host = await Promise.all(
    names.map((name) =>
      stat(join(folder, name, "host.json")).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, i) => is_host[i]).sort();
}

/**
 * Loads a host: by its name, or as an object with the members of a `host.json`.
 * @param {string | Host} host
 * @param {Insertions} [insertions]
 * @returns {Promise<LoadedHost>}
 * @throws {Error} If the host does not exist, its description is wrong, or one of its files is missing.
 */
export async function loadHost(host, { folder = OWN_FOLDER, head = "", body = "", content, viewport_meta } = {}) {
  if (typeof host !== "string") return made(checkedHost(host, "the host that was given"), folder);
  const names = await hostNames(folder);
  if (!names.includes(host))
    throw new Error(`no host ${JSON.stringify(host)} in ${folder}; there are: ${names.join(", ") || "none"}`);
  const own_folder = join(folder, host);
  return made(await readHost(host, own_folder), own_folder);

  /**
   * @param {Host & { name: string }} described
   * @param {string} base
   * @returns {Promise<LoadedHost>}
   */
  async function made(described, base) {
    const { name, about, sign, engines_note, doctype = "<!doctype html>" } = described;
    const parts = await partsOf(described, base, OWN_FOLDER);
    const page = documentOf({ ...parts, name, doctype, content: content ?? parts.content, head, body, viewport_meta });
    return {
      name,
      about,
      ...page,
      css: parts.sheets.join("\n"),
      ...(sign && { sign }),
      ...(engines_note && { engines_note }),
    };
  }
}
