/** Changes a bundle's data for the render module besides HTML and CSS: its members, and its behavior table. */

import { replaceIn } from "./text.js";

/** Members that are not tables. */
const NOT_TABLES = ["html", "css"];

/**
 * Replaces a text in every member: in texts directly, with their tabs and line feeds, and in others as JSON.
 * @param {any} bundle
 * @param {import("../change.js").Change} change
 * @returns {any} Nothing = it is not there.
 */
export function changeTables(bundle, change) {
  const next = { ...bundle };
  let matches = false;
  for (const [member, value] of Object.entries(bundle)) {
    if (NOT_TABLES.includes(member) || (change.member !== undefined && change.member !== member)) continue;
    const isText = typeof value === "string";
    const written = replaceIn(isText ? value : JSON.stringify(value), change);
    if (written === undefined) continue;
    matches = true;
    next[member] = isText ? written : parsed(written, member);
  }
  if (matches) return next;
  // Authors may write it as in the file of the bundle.
  const rest = Object.fromEntries(Object.entries(bundle).filter(([member]) => !NOT_TABLES.includes(member)));
  const written = replaceIn(JSON.stringify(rest), change);
  return written === undefined ? undefined : { ...parsed(written, "the bundle"), html: bundle.html, css: bundle.css };
}

/** @param {string} json @param {string} what */
function parsed(json, what) {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`makes ${what} invalid JSON: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/**
 * Sets a member, which may be one within others: `push`, `fonts.0.url`.
 * @param {any} bundle
 * @param {import("../change.js").Change} change
 * @returns {any}
 */
export function changeMember(bundle, { member = "", from, to }) {
  const next = structuredClone(bundle);
  const names = member.replace(/^\$?\.?/, "").split(".");
  const last = /** @type {string} */ (names.pop());
  let parent = next;
  for (const name of names) parent = parent?.[name];
  if (parent === null || typeof parent !== "object") return undefined;
  if (from !== undefined && JSON.stringify(parent[last]) !== JSON.stringify(from)) return undefined;
  if (!(last in parent) && (from !== undefined || to === null)) return undefined;
  if (to === null) delete parent[last];
  else parent[last] = to;
  return next;
}
