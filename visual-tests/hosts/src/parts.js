/** The parts of a host, read from its files: rules, scripts and content, none of which request anything. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { closedCss } from "./closed-css.js";
import { closedHtml } from "./closed-html.js";
import { findFile } from "./files.js";

/** @typedef {{ sheets: string[], scripts: string[], content: string }} Parts */

/** Files that were read, and closed: suites load the same host many times. */
const closedFiles = /** @type {Map<string, Promise<string>>} */ (new Map());

/**
 * @param {import("./description.js").Host & { name: string }} host
 * @param {string} folder Of the host.
 * @param {string} kit_folder Of the kit.
 * @returns {Promise<Parts>}
 */
export async function partsOf(host, folder, kit_folder) {
  const { name, debian } = host;
  /** @param {"sheets" | "scripts"} member @param {(text: string) => string} close */
  const all = (member, close) =>
    Promise.all(
      (host[member] ?? []).map(
        async (file, i) =>
          await closedFile(
            await findFile(file, { folder, kit_folder, debian, where: `host ${name}: ${member}[${i}]` }),
            close,
          ),
      ),
    );
  const [sheets, scripts, css, own, common] = await Promise.all([
    all("sheets", closedCss),
    all("scripts", closedScript),
    textOf("css", /^[\w-]+\.css$/, "page.css", closedCss),
    textOf("content", /^[\w-]+\.html$/, "page.html", closedHtml),
    closedFile(join(kit_folder, "content.html"), closedHtml),
  ]);
  return { sheets: css ? [...sheets, css] : sheets, scripts, content: own ?? common };

  /**
   * The value of a member, given directly or through a file beside `host.json`.
   * @param {"css" | "content"} member
   * @param {RegExp} file_name
   * @param {string} by_default
   * @param {(text: string) => string} close
   */
  async function textOf(member, file_name, by_default, close) {
    const said = host[member];
    if (said !== undefined && !file_name.test(said)) return within(`host ${name}: ${member}`, () => close(said));
    if (said !== undefined)
      return await closedFile(await findFile(said, { folder, kit_folder, where: `host ${name}: ${member}` }), close);
    return await closedFile(join(folder, by_default), close).catch((error) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
  }
}

/**
 * @param {string} path
 * @param {(text: string) => string} close
 */
function closedFile(path, close) {
  const known = closedFiles.get(path);
  if (known) return known;
  const closed = readFile(path, "utf8").then((text) => within(path, () => close(text)));
  closedFiles.set(path, closed);
  // A file that is missing now may be there later.
  closed.catch(() => closedFiles.delete(path));
  return closed;
}

/**
 * A script as its element can contain it. Open developer tools would request its map.
 * @param {string} script
 */
const closedScript = (script) =>
  script
    .replace(/^[ \t]*\/[/*][#@] sourceMappingURL=.*$/gm, "")
    .replace(/<\/(?=script)/gi, "<\\/")
    .replaceAll("<!--", "<\\!--");

/**
 * Says where something is wrong.
 * @param {string} where
 * @param {() => string} work
 */
function within(where, work) {
  try {
    return work();
  } catch (error) {
    throw new Error(`${where}: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}
